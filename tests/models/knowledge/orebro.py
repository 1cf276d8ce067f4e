"""Region Örebro län: its four routes, the facts, and each answer on the way to ST."""

INTERNAL, EXTERNAL = "regiondriven_intern", "regiondriven_extern"
KNOWN, OTHERS = "privat_kand", "privat_ovriga"
REGION, PRIVATE = (INTERNAL, EXTERNAL), (KNOWN, OTHERS)
ROUTES = (*REGION, *PRIVATE)

FIRST_TO_ST = {INTERNAL: "st_borjar_intern", EXTERNAL: "st_borjar_extern"} | {
    KNOWN: "st_borjar_kand",
    OTHERS: "st_borjar_ovriga",
}

PLAIN: dict[str, bool | None] = {
    "integrated_bt": False,
    "over_capacity": False,
    "many_applications": False,
    "curriculum_2021": False,
    "has_bt": False,
}

INTEGRATED = PLAIN | {"integrated_bt": True, "curriculum_2021": True}

WALKS = {
    INTERNAL: [
        ("chef", "forankra"),
        ("handledare", "tidigare_bedomningar"),
        ("handledare", "utlatande_kand"),
        ("chef", "kontakta_verksamhetschef"),
        ("chef", "kontakta_hr"),
        ("chef", "kontakta_studierektor"),
        ("verksamhetschef", "chefsgruppen"),
        ("hr", "kontroll_anmalningar"),
        ("studierektor", "referenser_studierektor"),
        ("chef", "overens"),
        ("chef", "intervju_intern"),
        ("chef", "samrad"),
        ("chef", "erbjud_st_intern"),
        ("chef", "st_borjar_intern"),
    ],
    EXTERNAL: [
        ("chef", "forankra"),
        ("sokande", "ansokan"),
        ("hr", "forsta_samtal"),
        ("hr", "referenser_hr"),
        ("studierektor", "kompetens_extern"),
        ("verksamhetschef", "gemensamt_urval"),
        ("chef", "intervju_extern"),
        ("chef", "samrad"),
        ("chef", "erbjud_prov_extern"),
        ("chef", "prov_borjar_extern"),
        ("handledare", "prov_bedomningar"),
        ("handledare", "utlatande_prov"),
        ("chef", "prov_tid_extern"),
        ("studierektor", "rekommendation"),
        ("halsovalsenheten", "godkannande"),
        ("chef", "st_borjar_extern"),
    ],
    KNOWN: [
        ("handledare", "tidigare_bedomningar"),
        ("handledare", "utlatande_kand"),
        ("chef", "kontakta_studierektor_privat"),
        ("studierektor", "kompetens_privat"),
        ("chef", "samrad_privat"),
        ("chef", "erbjud_st_kand"),
        ("chef", "st_borjar_kand"),
    ],
    OTHERS: [
        ("chef", "kontakta_studierektor_privat"),
        ("studierektor", "kompetens_privat"),
        ("chef", "samrad_privat"),
        ("chef", "erbjud_prov_ovriga"),
        ("chef", "prov_borjar_ovriga"),
        ("handledare", "prov_bedomningar"),
        ("handledare", "utlatande_prov"),
        ("chef", "prov_tid_ovriga"),
        ("studierektor", "rekommendation"),
        ("halsovalsenheten", "godkannande"),
        ("chef", "st_borjar_ovriga"),
    ],
}

# Integrated ST/BT: what comes in behind which answer of the plain walk.
ADDED_WHEN_KNOWN = {
    "tidigare_bedomningar": [("handledare", "bt_bedomningar_kand")],
    "utlatande_kand": [("chef", "bt_samtal_kand")],
}

ADDED_ON_TRIAL = {
    "prov_bedomningar": [("handledare", "bt_bedomningar_prov")],
    "utlatande_prov": [("chef", "bt_samtal_prov")],
    "godkannande": [("chef", "st_kontrakt")],
}
