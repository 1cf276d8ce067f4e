"""Region Östergötland: who does what in which order, with and without integrated BT."""

ROUTE = "rekrytering"
CHIEF = "chef"
PLAIN: dict[str, bool | None] = {
    "region_run": False,
    "integrated_bt": False,
    "not_native_swedish": False,
    "anstall.tillsvidare": True,
}
REGION_RUN = PLAIN | {"region_run": True}
BT = PLAIN | {"integrated_bt": True}

WALK = [
    (CHIEF, "intresseanmalan"),
    ("studierektor", "godkannande"),
    (CHIEF, "annonsera"),
    (CHIEF, "studierektor_varbi"),
    (CHIEF, "intervjuer"),
    (CHIEF, "referenser"),
    (CHIEF, "samtycke"),
    (CHIEF, "legitimationsbevis"),
    (CHIEF, "kontroll_socialstyrelsen"),
    (CHIEF, "kontroll_ivo"),
    (CHIEF, "anstall"),
    (CHIEF, "besked"),
]

APPENDIX = ["bilaga_sprak", "bilaga_kontrakt", "bilaga_bedomningar", "bilaga_iup", "bilaga_utlatande"]

BT_WALK = [
    (CHIEF, "intresseanmalan"),
    ("studierektor", "godkannande"),
    (CHIEF, "annons_bt"),
    (CHIEF, "annonsera"),
    (CHIEF, "studierektor_varbi"),
    (CHIEF, "studierektor_urval"),
    (CHIEF, "intervjuer"),
    (CHIEF, "referenser"),
    (CHIEF, "noggrant_urval"),
    (CHIEF, "medicinsk_niva"),
    (CHIEF, "samtycke"),
    (CHIEF, "legitimationsbevis"),
    (CHIEF, "kontroll_socialstyrelsen"),
    (CHIEF, "kontroll_ivo"),
    (CHIEF, "belastningsregister"),
    (CHIEF, "villkor_bt"),
    (CHIEF, "anstall"),
    (CHIEF, "besked"),
    (CHIEF, "bilaga_sprak"),
    (CHIEF, "bilaga_kontrakt"),
    ("handledare", "bilaga_bedomningar"),
    ("st_lakare", "bilaga_iup"),
    ("handledare", "bilaga_utlatande"),
    (CHIEF, "intyga_bt"),
    (CHIEF, "anmal_bt"),
    ("st_bt_kansliet", "antagning"),
    (CHIEF, "bt_plan"),
    (CHIEF, "bt_huvudhandledare"),
    ("st_lakare", "bt_introduktion"),
    ("st_lakare", "bt_akut"),
    ("st_lakare", "bt_primarvard"),
    ("st_lakare", "bt_psykiatri"),
    ("st_lakare", "bt_mal"),
]
