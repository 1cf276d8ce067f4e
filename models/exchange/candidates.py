"""kandidater.csv: one row for each candidate."""

from models.exchange.csv_file import Cell
from models.exchange.table import Column, Table
from models.knowledge.vocabulary import CURRICULUM_NAMES, OUTCOMES
from models.queries.export import CandidateRow

PERSONNUMMER = "personnummer"

_PHONE_DIGITS = 8


def _fact(header: str, name: str, meaning: str) -> Column[CandidateRow]:
    return Column(header, meaning, lambda row: row.facts[name])


def _now(header: str, name: str, meaning: str) -> Column[CandidateRow]:
    return Column(header, meaning, lambda row: row.summary.get(name))


def _hindering(header: str, name: str, meaning: str) -> Column[CandidateRow]:
    """About the step that hinders: empty where nothing does."""
    return Column(header, meaning, lambda row: row.summary.get(name) if row.summary.get("step") else None)


def _phone(row: CandidateRow) -> Cell:
    """Digits in groups, so that a spreadsheet sees a text and keeps the first zero."""
    text: str = row.facts["phone"]
    if not (text.isascii() and text.isdigit() and len(text) >= _PHONE_DIGITS):
        return text
    return " ".join((text[:3], text[3:6], text[6:8], text[8:])).strip()


def _bt(row: CandidateRow) -> Cell:
    return row.verdict.answer.value if row.verdict else ""


CANDIDATES: Table[CandidateRow] = Table(
    "kandidater.csv",
    "En rad per kandidat, även de som är arkiverade.",
    (
        Column("id", "Kandidatens id (UUID). Samma i alla filer, och ändras aldrig.", lambda row: str(row.facts["id"])),
        Column("vardcentral", "Vårdcentralens namn.", lambda row: row.clinic),
        _fact("namn", "name", "Namn."),
        _fact(PERSONNUMMER, "personnummer", "ÅÅÅÅMMDD-NNNN. Kolumnen finns bara när personnummer begärdes."),
        _fact("epost", "email", "E-postadress."),
        Column("telefon", "Telefonnummer. Bara siffror skrivs i grupper, så att nollor inte försvinner.", _phone),
        _fact("intresse_datum", "interest_on", "Dag för intresseanmälan."),
        _fact("planerad_start", "planned_start_on", "Dag då ST planeras börja."),
        _fact("legitimation_nummer", "licence_number", "Legitimationskod."),
        _fact("legitimation_datum", "licence_on", "Legitimationsdatum."),
        _fact("utbildad_i", "trained_in", "Land där läkarutbildningen gjordes."),
        _fact("at", "has_at", "Har gjort svensk AT: ja, nej, eller tomt om det inte är känt."),
        _fact("bt", "has_bt", "Har gjort BT: ja, nej, eller tomt om det inte är känt."),
        _fact("kand_i_regionen", "known_in_region", "Har gjort AT, BT eller tjänstgjort på vårdcentral i regionen."),
        _fact(
            "svenska_modersmal", "native_swedish", "Svenska är modersmålet: ja, nej, eller tomt om det inte är känt."
        ),
        _fact("sprakintyg", "language_proof", "Intyg i svenska: C1, SVA3 eller annat."),
        _fact("sprakintyg_datum", "language_proof_on", "Språkintygets datum."),
        _fact("sprakintyg_not", "language_proof_note", "Vilket intyg det är, när det är ett annat."),
        _fact("tidigare_st", "earlier_st", "Har eller har haft en ST-tjänst tidigare."),
        _fact("tidigare_st_fran", "earlier_st_from", "Dag då den tidigare ST-tjänsten började."),
        _fact("tidigare_st_var", "earlier_st_where", "Var den tidigare ST-tjänsten var."),
        _fact("flera_ansokningar", "many_applications", "Söker på fler än två vårdcentraler."),
        Column(
            "malbeskrivning",
            "Målbeskrivning: HSLF-FS 2021:8, SOSFS 2015:8, eller tomt om det inte är bestämt.",
            lambda row: CURRICULUM_NAMES.get(row.facts["curriculum"], ""),
        ),
        _fact("integrerad_bt", "integrated_bt", "ST med integrerad BT är vald."),
        Column("bt_krav", "Krävs BT: krävs, krävs inte, är gjord, dokumenten är oense, kan inte avgöras än.", _bt),
        Column("bt_varfor", "Varför, i en mening.", lambda row: row.verdict.why if row.verdict else ""),
        _fact("bt_besked", "bt_ruling", "Studierektors besked om att BT krävs: ja, nej, eller tomt utan besked."),
        _fact("bt_besked_datum", "bt_ruling_on", "Dag för studierektors besked om BT."),
        Column("handledare", "Handledarens namn.", lambda row: row.supervisor),
        Column("studierektor", "Studierektorns namn.", lambda row: row.director),
        _now("vag", "route", "Vägen genom regionens rutin. Tomt innan någon är vald."),
        _now("skede", "stage", "Skedet: intresse, rekrytering, prov, avtal, bt eller st. Samma ord i alla regioner."),
        _now("fas", "phase", "Fasen, med regionens egna ord."),
        _now("hindrar_nu", "step", "Det första bindande steg som inte är klart. Tomt när inget hindrar."),
        _hindering("sparr", "gate", "Steget som hindrar är en spärr: det som följer får inte börja innan."),
        _hindering("vems_tur", "role", "Rollen som ska göra det som hindrar."),
        _hindering("hos_oss", "ours", "Det ligger hos vårdcentralen. Nej betyder att vi väntar på någon annan."),
        _now("sedan", "since", "Dag då det blev stegets tur, eller då väntan började."),
        _now("nasta_datum", "due_on", "Närmaste påminnelse, tidsgräns eller slutdatum."),
        _now("nasta_steg", "due_step", "Steget som det datumet gäller."),
        _now("nasta_vad", "due_what", "Vad för slags datum det är."),
        _now("steg_klara", "steps_done", "Antal steg som är klara, passerade eller ej aktuella."),
        _now("steg_totalt", "steps_total", "Antal steg på checklistan. Steg som bara är info räknas inte."),
        _now("st_sedan", "st_since", "Dag då kandidaten blev ST-läkare, eller blir det. Tomt innan den är känd."),
        Column(
            "utfall",
            f"Hur det slutade: {', '.join(OUTCOMES.values())}. Tomt för den som är kvar.",
            lambda row: OUTCOMES.get(row.facts["outcome"], ""),
        ),
        _fact("utfall_datum", "outcome_on", "Dag för utfallet."),
        _fact("utfall_skal", "outcome_reason", "Skälet till utfallet."),
        _fact("arkiverad", "archived", "Ligger i arkivet."),
    ),
)
