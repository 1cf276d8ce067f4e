"""checklistor.csv: one row for each step of each candidate's present checklist."""

from collections.abc import Callable

from models.exchange.csv_file import Cell
from models.exchange.table import Column, Table
from models.forms.checklist import PLACE
from models.queries.checklist import ChecklistView, StepView
from models.queries.duty_view import DoneView
from models.queries.export import StepOfCandidate


def _whole(header: str, meaning: str, value: Callable[[ChecklistView], Cell]) -> Column[StepOfCandidate]:
    return Column(header, meaning, lambda row: value(row.checklist))


def _step(header: str, meaning: str, value: Callable[[StepView], Cell]) -> Column[StepOfCandidate]:
    return Column(header, meaning, lambda row: value(row.step))


def _answers(step: StepView) -> str:
    """The facts that were asked for on the step, as `Studierektor deltog: ja; CV: 2026-03-02, i pärm 4`."""
    answered = (
        (field.label, step.answers.get(field.key), step.answers.get(field.key + PLACE)) for field in step.fields
    )
    parts = ((label, [_word(value) for value in values if value is not None]) for label, *values in answered)
    return "; ".join(f"{label}: {', '.join(words)}" for label, words in parts if words)


def _latest(step: StepView) -> DoneView | None:
    """The last time that a duty was done."""
    return step.duty.done[0] if step.duty and step.duty.done else None


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return str(value)


CHECKLISTS: Table[StepOfCandidate] = Table(
    "checklistor.csv",
    "En rad per steg på varje checklista, utom steg som inte gäller kandidaten.",
    (
        _whole("kandidat_id", "Kandidatens id, som i kandidater.csv.", lambda view: str(view.candidate)),
        _whole("kandidat", "Kandidatens namn.", lambda view: view.name),
        _whole("vag", "Vägen genom regionens rutin.", lambda view: view.route),
        _whole(
            "regionpaket",
            "Regionens rutin och den version som checklistan gjordes av.",
            lambda view: f"{view.region}, version {view.pack_version}",
        ),
        _whole("vag_borjade", "Dag då vägen började.", lambda view: view.started_on),
        _step("steg_id", "Stegets id (UUID). Ändras aldrig.", lambda step: str(step.id)),
        _step("steg", "Stegets nyckel i regionpaketet.", lambda step: step.key),
        _step("titel", "Vad som ska göras.", lambda step: step.title),
        _step("fas", "Fasen, med regionens egna ord.", lambda step: step.phase),
        _step("roll", "Rollen som ansvarar för steget.", lambda step: step.role),
        _step("hos_oss", "Rollen finns på vårdcentralen.", lambda step: step.ours),
        _step(
            "kraft",
            "Hur bindande dokumentet är: ska, bör, kan, eller info för det som bara är att veta.",
            lambda step: step.force,
        ),
        _step("sparr", "Steget är en spärr: det som följer får inte börja innan.", lambda step: step.gate),
        _step("eget", "Steget är vårdcentralens eget, och står inte i regionens rutin.", lambda step: step.own),
        _step(
            "lage",
            "Läget: klart, spärr passerad, ej aktuellt, väntar, att göra, senare, spärrat, återkommer eller att veta.",
            lambda step: step.standing.value,
        ),
        _step("sparras_av", "Spärren som stoppar steget, och vems den är.", lambda step: step.blocked_by),
        _step("sedan", "Dag då det blev stegets tur, eller då väntan började.", lambda step: step.since),
        _step(
            "klart",
            "Dag då steget blev klart, passerades eller sattes som ej aktuellt. Återkommer det: den senaste gången.",
            lambda step: latest.done_on if (latest := _latest(step)) else step.done_on,
        ),
        _step("av", "Vem som gjorde det.", lambda step: latest.by if (latest := _latest(step)) else step.by),
        _step("vantar_sedan", "Dag då väntan på någon annan började.", lambda step: step.waiting_since),
        _step("paminnelse", "Dag som vårdcentralen själv har satt som påminnelse.", lambda step: step.remind_on),
        _step("tidsgrans", "Närmaste påminnelse, tidsgräns eller slutdatum.", lambda step: step.due_on),
        _step("tidsgrans_vad", "Vad det datumet är.", lambda step: step.due_what),
        _step(
            "nasta_tillfalle",
            "För det som återkommer varje månad eller år: månaden eller året som tidsgränsen gäller.",
            lambda step: step.duty.to_do[0].period if step.duty else None,
        ),
        _step(
            "senaste_tillfalle",
            "För det som återkommer: månaden eller året som senast blev klart.",
            lambda step: latest.period if (latest := _latest(step)) else None,
        ),
        _step(
            "missade_tillfallen",
            "För det som återkommer: hur många tillfällen som inte längre kan göras i efterhand.",
            lambda step: len(step.duty.missed) if step.duty else None,
        ),
        _step("fran", "Periodens första dag, för steg som är en period.", lambda step: step.from_on),
        _step("till", "Periodens sista dag.", lambda step: step.to_on),
        _step("svar", "Uppgifterna som steget frågar efter, som ”fråga: svar; fråga: svar”.", _answers),
        _step("anteckning", "Fri anteckning.", lambda step: step.note),
        _step(
            "skal",
            "Skälet, när spärren passerades, steget inte är aktuellt eller perioden avviker.",
            lambda step: step.reason,
        ),
        _step("krav", "Kravens nummer i kravlistan.", lambda step: " ".join(step.krav)),
        _step("kalla", "Dokumentet och rubriken där regeln står.", lambda step: step.where),
    ),
)
