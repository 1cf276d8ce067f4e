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
        ("vardcentralschef", "forankra"),
        ("handledare", "tidigare_bedomningar"),
        ("handledare", "utlatande_kand"),
        ("vardcentralschef", "kontakta_verksamhetschef"),
        ("vardcentralschef", "kontakta_hr"),
        ("vardcentralschef", "kontakta_studierektor"),
        ("verksamhetschef", "chefsgruppen"),
        ("hr", "kontroll_anmalningar"),
        ("studierektor", "referenser_studierektor"),
        ("vardcentralschef", "overens"),
        ("vardcentralschef", "intervju_intern"),
        ("vardcentralschef", "samrad"),
        ("vardcentralschef", "erbjud_st_intern"),
        ("vardcentralschef", "st_borjar_intern"),
    ],
    EXTERNAL: [
        ("vardcentralschef", "forankra"),
        ("sokande", "ansokan"),
        ("hr", "forsta_samtal"),
        ("hr", "referenser_hr"),
        ("studierektor", "kompetens_extern"),
        ("verksamhetschef", "gemensamt_urval"),
        ("vardcentralschef", "intervju_extern"),
        ("vardcentralschef", "samrad"),
        ("vardcentralschef", "erbjud_prov_extern"),
        ("vardcentralschef", "prov_borjar_extern"),
        ("handledare", "prov_bedomningar"),
        ("handledare", "utlatande_prov"),
        ("vardcentralschef", "prov_tid_extern"),
        ("studierektor", "rekommendation"),
        ("halsovalsenheten", "godkannande"),
        ("vardcentralschef", "st_borjar_extern"),
    ],
    KNOWN: [
        ("handledare", "tidigare_bedomningar"),
        ("handledare", "utlatande_kand"),
        ("verksamhetschef_privat", "kontakta_studierektor_privat"),
        ("studierektor", "kompetens_privat"),
        ("verksamhetschef_privat", "samrad_privat"),
        ("verksamhetschef_privat", "erbjud_st_kand"),
        ("verksamhetschef_privat", "st_borjar_kand"),
    ],
    OTHERS: [
        ("verksamhetschef_privat", "kontakta_studierektor_privat"),
        ("studierektor", "kompetens_privat"),
        ("verksamhetschef_privat", "samrad_privat"),
        ("verksamhetschef_privat", "erbjud_prov_ovriga"),
        ("verksamhetschef_privat", "prov_borjar_ovriga"),
        ("handledare", "prov_bedomningar"),
        ("handledare", "utlatande_prov"),
        ("verksamhetschef_privat", "prov_tid_ovriga"),
        ("studierektor", "rekommendation"),
        ("halsovalsenheten", "godkannande"),
        ("verksamhetschef_privat", "st_borjar_ovriga"),
    ],
}

# Integrated ST/BT: what comes in behind which answer of the plain walk.
ADDED_WHEN_KNOWN = {
    "tidigare_bedomningar": [("handledare", "bt_bedomningar_kand")],
    "utlatande_kand": [("ansvarig_chef", "bt_samtal_kand")],
}

ADDED_ON_TRIAL = {
    "prov_bedomningar": [("handledare", "bt_bedomningar_prov")],
    "utlatande_prov": [("ansvarig_chef", "bt_samtal_prov")],
    "godkannande": [("ansvarig_chef", "st_kontrakt")],
}
