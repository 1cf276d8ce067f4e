"""The demo's candidates: someone in every phase of the way. All names are invented."""

from dataclasses import replace

from models.demo.backgrounds import ABROAD, C1, INTEGRATED, KNOWN, NEW, ONE_PLACE, WITHOUT_AT
from models.demo.clinic import DIRECTOR, GUNVOR, LJUNGSKAR, MEHRNAZ
from models.demo.story import Ending, Said, Story

_INTERNAL, _EXTERNAL = "regiondriven_intern", "regiondriven_extern"

_INTERESTED = (
    Story(
        "Tove Myrhammar",
        came=6,
        facts={"phone": "070-174 06 41", "trained_in": "Sverige", "native_swedish": "ja"},
        notes=((6, "Ringde och undrade om vi tar emot ST-läkare till hösten. Vill komma och hälsa på."),),
    ),
    Story(
        "Aleksi Revonlahti",
        came=24,
        facts={
            **{"email": "aleksi.revonlahti@example.org", "trained_in": "Finland", "has_at": "nej"},
            **{"native_swedish": "nej", "planned_start_on": "+260"},
        },
        notes=(
            (24, "Mejlade CV. Har bott på Åland och talar svenska, men har inget intyg än."),
            (9, "Telefon: tar reda på om legitimationen är på väg. Återkommer."),
        ),
    ),
)

_RECRUITED = (
    Story(
        "Hanna-Li Tärnvåg",
        came=60,
        facts={**KNOWN, "email": "hanna-li.tarnvag@example.org", "planned_start_on": "+150"},
        supervisor=GUNVOR,
        route=_INTERNAL,
        began=44,
        stops_at="forankra",
        said={
            "forankra": Said(40, {"state": "waiting", "remind_on": "+28", "note": "Väntar på verksamhetschefens svar."})
        },
    ),
    Story(
        "Edvin Sörglänta",
        came=70,
        facts={**KNOWN, "phone": "070-174 06 42"},
        supervisor=GUNVOR,
        route=_INTERNAL,
        began=50,
        stops_at="kontroll_anmalningar",
        said={"kontroll_anmalningar": Said(12, {"state": "waiting", "remind_on": "+17"})},
    ),
    Story(
        "Yonas Tesfahöjd",
        came=33,
        facts={**KNOWN, "many_applications": "ja", "trained_in": "Sverige"},
        supervisor=LJUNGSKAR,
        route=_INTERNAL,
        began=30,
        pace=3,
        stops_at="samtal_flera_sokta",
        notes=((31, "Söker även på två andra vårdcentraler. Bestämmer sig före jul."),),
    ),
    Story(
        "Noor Qadirvik",
        came=80,
        facts={**KNOWN, "trained_in": "Danmark", "native_swedish": "nej", **C1},
        supervisor=MEHRNAZ,
        route=_INTERNAL,
        began=64,
        pace=3,
        stops_at="overens",
        said={
            "kontakta_hr": Said(
                40,
                {
                    "state": "passed",
                    "reason": "Ingen på HR svarade under sommaren. Verksamhetschefen tog kontakten i stället.",
                },
            )
        },
    ),
    Story(
        "Chidi Okonvik",
        came=41,
        facts={**ABROAD, **C1, "trained_in": "Nigeria", "email": "chidi.okonvik@example.org"},
        route=_EXTERNAL,
        began=34,
        stops_at="forsta_samtal",
        said={"forsta_samtal": Said(18, {"state": "waiting", "remind_on": "+20"})},
    ),
    Story(
        "Karin Ögårdslund",
        came=75,
        facts={
            **{**ABROAD, "trained_in": "Polen", "native_swedish": "ja", "earlier_st": "ja"},
            **{"earlier_st_from": "2021-07-01", "earlier_st_where": "En vårdcentral i Sörmland"},
        },
        supervisor=LJUNGSKAR,
        route=_EXTERNAL,
        began=58,
        stops_at="gemensamt_urval",
        notes=((52, "Började sin ST just den 1 juli 2021. Har frågat studierektor om BT behövs."),),
    ),
    Story(
        "Björn Halvaräng",
        came=66,
        facts={
            **{**NEW, "earlier_st": "ja", "earlier_st_from": "2019-09-02", "earlier_st_where": "Dalarna, två år"},
            **{"licence_number": "104417", "phone": "070-174 06 43"},
        },
        supervisor=GUNVOR,
        route=_EXTERNAL,
        began=55,
        stops_at="intervju_extern",
    ),
    Story(
        "Vilma Sjöfrösund",
        came=85,
        facts={**NEW, "has_at": "nej", "has_bt": "ja", "curriculum": "hslf-fs-2021-8"},
        supervisor=MEHRNAZ,
        route=_EXTERNAL,
        began=70,
        stops_at="erbjud_prov_extern",
    ),
)

_ON_TRIAL = (
    Story(
        "Ossian Klintmåne",
        came=120,
        facts={**NEW, "email": "ossian.klintmane@example.org"},
        supervisor=LJUNGSKAR,
        route=_EXTERNAL,
        began=100,
        stops_at="prov_bedomningar",
        said={"prov_borjar_extern": Said(35), "prov_tid_extern": Said(35, {"state": "open", "from_on": "idag"})},
    ),
    Story(
        "Leila Farzamdal",
        came=260,
        facts={**ABROAD, **C1, **INTEGRATED, "trained_in": "Iran", "phone": "070-174 06 44"},
        supervisor=GUNVOR,
        route=_EXTERNAL,
        began=235,
        stops_at="utlatande_prov",
        said={
            "prov_borjar_extern": Said(174),
            "prov_tid_extern": Said(174, {"state": "open", "from_on": "idag"}),
            "bt_tid_prov": Said(174, {"state": "open", "from_on": "idag"}),
            "prov_bedomningar": Said(60),
            "bt_bedomningar_prov": Said(45),
        },
        notes=((30, "Medsittningarna går bra. Gunvor skriver utlåtandet i veckan."),),
    ),
    Story(
        "Dragan Velikovsjö",
        came=290,
        facts={**ABROAD, **INTEGRATED, "trained_in": "Serbien", "language_proof": "SVA3", "language_proof_on": "-80"},
        supervisor=MEHRNAZ,
        route=_EXTERNAL,
        began=262,
        stops_at="bt_samtal_prov",
        said={
            "prov_borjar_extern": Said(196),
            "prov_tid_extern": Said(196, {"state": "open", "from_on": "idag"}),
            "bt_tid_prov": Said(196, {"state": "open", "from_on": "idag"}),
            "prov_bedomningar": Said(80),
            "bt_bedomningar_prov": Said(70),
        },
    ),
    Story(
        "Ines Alvorfors",
        came=270,
        facts={**ABROAD, **C1, "trained_in": "Portugal", "has_bt": "ja"},
        supervisor=LJUNGSKAR,
        route=_EXTERNAL,
        began=250,
        stops_at="godkannande",
        said={
            "prov_borjar_extern": Said(190),
            "prov_bedomningar": Said(90),
            "prov_tid_extern": Said(62, {"from_on": "-128", "to_on": "idag"}),
            "godkannande": Said(32, {"state": "waiting", "remind_on": "+21"}),
        },
    ),
)

_EMPLOYED = (
    Story(
        "Sixten Åbrodd",
        came=98,
        facts={**KNOWN, "planned_start_on": "+110"},
        supervisor=GUNVOR,
        route=_INTERNAL,
        began=80,
        stops_at="st_borjar_intern",
    ),
    Story(
        "Runa Lövhage",
        came=330,
        facts={**WITHOUT_AT, **INTEGRATED, "trained_in": "Lettland", **ONE_PLACE, "native_swedish": "ja"},
        supervisor=MEHRNAZ,
        route=_INTERNAL,
        began=300,
        stops_at="anmal_bt",
        said={
            "anmal_bt": Said(14, {"state": "waiting", "remind_on": "+30", "note": "Anmälan skickad, inget svar än."})
        },
    ),
    Story(
        "Mira Ängsby",
        came=480,
        facts={**KNOWN, "email": "mira.angsby@example.org"},
        supervisor=LJUNGSKAR,
        route=_INTERNAL,
        began=450,
    ),
    Story(
        "Teo Granbacke",
        came=900,
        facts={**WITHOUT_AT, **INTEGRATED, "trained_in": "Rumänien", **ONE_PLACE, "native_swedish": "ja"},
        supervisor=GUNVOR,
        route=_INTERNAL,
        began=880,
        notes=((610, "Firade ST-starten med tårta på läkarmötet."),),
    ),
)

_ARCHIVED = (
    Story(
        "Zofia Brzezvik",
        came=210,
        facts={**ABROAD, "trained_in": "Polen"},
        route=_EXTERNAL,
        began=200,
        stops_at="intervju_extern",
        ending=Ending(150, "drog_sig_ur", "Flyttar till Skåne med familjen."),
    ),
    Story(
        "Petter Dunkelö",
        came=400,
        facts=NEW,
        route=_EXTERNAL,
        began=390,
        stops_at="gemensamt_urval",
        ending=Ending(340, "ej_antagen", "En annan sökande hade längre erfarenhet av primärvård."),
    ),
    Story(
        "Amara Tessemark",
        came=190,
        facts={**KNOWN, "trained_in": "Etiopien"},
        route=_INTERNAL,
        began=180,
        stops_at="overens",
        ending=Ending(120, "annan_tjanst", "Fick ST på sjukhuset i Karlskoga."),
    ),
    Story(
        "Göte Vråkmo",
        came=1000,
        facts=KNOWN,
        route=_INTERNAL,
        began=980,
        ending=Ending(430, "st_avbruten", "Bytte specialitet till geriatrik."),
    ),
    Story(
        "Siri Håknäs",
        came=2450,
        facts=KNOWN,
        supervisor=GUNVOR,
        route=_INTERNAL,
        began=2430,
        ending=Ending(115, "specialist", "Bevis om specialistkompetens. Stannar hos oss."),
    ),
)

STORIES: tuple[Story, ...] = tuple(
    replace(story, director=DIRECTOR) for story in (*_INTERESTED, *_RECRUITED, *_ON_TRIAL, *_EMPLOYED, *_ARCHIVED)
)
