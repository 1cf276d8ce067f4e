"""The closed vocabularies that a region pack may use, each word with its Swedish explanation.

Plain data without pydantic, so that queries can show these words before any pack is read.
"""

from enum import StrEnum


class Force(StrEnum):
    """How binding a document's own words are."""

    MUST = "ska"
    SHOULD = "bör"
    MAY = "kan"
    INFO = "info"


class Stage(StrEnum):
    """Where in the way from interest to specialist a phase of any region belongs."""

    INTEREST = "intresse"
    RECRUITMENT = "rekrytering"
    TRIAL = "prov"
    AGREEMENT = "avtal"
    BT = "bt"
    ST = "st"


STAGE_NAMES = {
    Stage.INTEREST: "Intresse",
    Stage.RECRUITMENT: "Rekrytering",
    Stage.TRIAL: "Provtjänstgöring",
    Stage.AGREEMENT: "Avtal och start",
    Stage.BT: "BT",
    Stage.ST: "ST",
}


# A clinic's own steps have keys that begin so, and stand in a document of this key: no pack may use either.
OWN_STEP = "egen_"
OWN_DOCUMENT = "egen"

# The role keys of those who are chosen by name on a candidate.
SUPERVISOR = "handledare"
DIRECTOR = "studierektor"
# The roles that people besides candidates may have in every region; others are the region's own.
COLLEAGUE_ROLES = {SUPERVISOR: "Handledare", DIRECTOR: "Studierektor", "kontakt": "Kontakt"}


class FieldKind(StrEnum):
    """What a fact asked for on a step looks like; `handling` is a paper: a date and where it is kept.

    `intag` is one of the intakes that one applies to by the step.
    """

    TEXT = "text"
    DATE = "datum"
    NUMBER = "antal"
    YES_NO = "ja_nej"
    PAPER = "handling"
    INTAKE = "intag"


# The names of the two days of a step's period, where something is counted from them.
PERIOD_ENDS = {"from": "början", "to": "slutet"}


class Every(StrEnum):
    """How a duty that is never done once and for all comes back; `löpande` is whenever there is cause."""

    MONTH = "månad"
    YEAR = "år"
    ONGOING = "löpande"


class CurriculumCode(StrEnum):
    """The målbeskrivningar that a rule can be limited to."""

    HSLF_2021 = "hslf-fs-2021-8"
    SOSFS_2015 = "sosfs-2015-8"


CURRICULUM_NAMES: dict[str, str] = {
    CurriculumCode.HSLF_2021.value: "HSLF-FS 2021:8",
    CurriculumCode.SOSFS_2015.value: "SOSFS 2015:8",
}


class ClockKind(StrEnum):
    """Which time a number is about. The three are counted apart, and never mixed."""

    FINANCING = "finansiering"
    FINANCING_BT = "finansiering_bt"
    PLACEMENTS = "sidotjanstgoring"


class BtWording(StrEnum):
    """The ways in which documents word who needs bastjänstgöring (OG21, VGR3)."""

    STARTED_AFTER = "paborjat_efter"
    NOT_STARTED_BEFORE = "ej_paborjat_fore"
    LICENSED_AFTER = "legitimation_efter"


FACTS: dict[str, str] = {
    "region_run": "vårdcentralen drivs av regionen",
    "private": "vårdcentralen är privat",
    "known_in_region": "är känd i regionen sedan tidigare, som regionens rutin menar det",
    "trained_abroad": "läkarutbildningen är gjord utanför Sverige",
    "has_licence": "har svensk läkarlegitimation",
    "has_at": "har gjort svensk AT",
    "has_bt": "har gjort BT",
    "bt_required": "BT krävs",
    "bt_unsettled": "dokumenten är oense om BT krävs",
    "integrated_bt": "ST med integrerad BT är vald",
    "curriculum_2021": "ST enligt HSLF-FS 2021:8",
    "not_native_swedish": "svenska är inte modersmålet",
    "already_st": "har eller har haft en ST-tjänst tidigare",
    "many_applications": "söker tjänst på fler än två vårdcentraler",
    "over_capacity": "ST-tjänsten går utöver regionens tal för vårdcentralens listade",
    "clinic_agreement": "vårdcentralen har avtal om vårdval",
    "clinic_stable": "verksamheten har varit ekonomiskt och verksamhetsmässigt stabil i minst två år",
    "supervisor_specialist": "huvudhandledaren är specialist i allmänmedicin",
    "supervisor_trained": "huvudhandledaren har gått handledarutbildning",
}

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
# How many days each has in every year: a deadline on the 29th of February would come one year in four.
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# What a letter may be filled in with: the name in the pack, and what it is for a person who has to fill it in.
PLACEHOLDERS: dict[str, str] = {
    "kandidat": "kandidatens namn",
    "kandidatens_epost": "kandidatens e-post",
    "kandidatens_telefon": "kandidatens telefon",
    "legitimationsnummer": "kandidatens legitimationskod",
    "legitimationsdatum": "kandidatens legitimationsdatum",
    "utbildad_i": "landet där kandidaten är utbildad",
    "malbeskrivning": "kandidatens målbeskrivning",
    "planerad_start": "planerad start",
    "anstallningsdag": "anställningsdag",
    "spraktest": "dagen för språktestet",
    "handledare": "handledarens namn",
    "handledarutbildning": "dagen för handledarens handledarutbildning",
    "studierektor": "studierektorns namn",
    "vardcentral": "vårdcentralens namn",
    "listade": "antal listade",
    "chef": "chefens namn",
    "idag": "dagens datum",
}

STEP_STATES = {
    "open": "öppet",
    "waiting": "väntar",
    "done": "klart",
    "passed": "spärr passerad",
    "not_applicable": "ej aktuellt",
}

OUTCOMES = {
    "drog_sig_ur": "Drog sig ur",
    "ej_antagen": "Inte antagen",
    "annan_tjanst": "Anställd på annat håll",
    "st_avbruten": "ST avbruten",
    "specialist": "Specialist",
}
