"""The demo of Region Örebro län: a vårdcentral of the region's own. All names are invented."""

from collections.abc import Mapping
from functools import partial

from models.demo.backgrounds import (
    ABROAD,
    C1,
    INTEGRATED,
    KNOWN,
    NEW,
    ON_THE_DAY,
    ONE_PLACE,
    WITHOUT_AT,
    elsewhere,
)
from models.demo.story import Ending, Rest, Story, done, ended, passed, planned, running, waiting

CLINIC: Mapping[str, object] = {
    "name": "Lingonets vårdcentral",
    "region": "orebro",
    "private": "regiondriven",
    "listed": "8 400",
    "chief": "Yrsa Sandåker",
    "mailboxes": {"hr": "rekrytering@example.org", "halsoval": "halsoval@example.org"},
}

_GUNVOR, _LJUNGSKAR, _MEHRNAZ = "Gunvor Tjärnstig", "Per-Albin Ljungskär", "Mehrnaz Shirinfors"
_DIRECTOR = "Elva Rimnäs"
_HERE = {"role": "handledare", "workplace": "Lingonets vårdcentral"}

COLLEAGUES: tuple[Mapping[str, str], ...] = (
    {
        **{**_HERE, "name": _GUNVOR, "email": "gunvor.tjarnstig@example.org"},
        **{"specialist_on": "-4700", "supervisor_training_on": "-3900"},
    },
    {
        **{**_HERE, "name": _LJUNGSKAR, "phone": "070-174 06 11"},
        **{"specialist_on": "-2200", "supervisor_training_on": "-400"},
    },
    {
        **{**_HERE, "name": _MEHRNAZ, "email": "mehrnaz.shirinfors@example.org"},
        **{"specialist_on": "-900", "note": "Handledarutbildning är bokad."},
    },
    {
        **{"name": _DIRECTOR, "role": "studierektor", "workplace": "Primärvårdens studierektorer"},
        **{"email": "elva.rimnas@example.org", "phone": "070-174 06 20"},
    },
    {
        **{"name": "Tuva Kråkstad", "role": "hr", "workplace": "Regionens HR"},
        **{"phone": "070-174 06 33", "note": "Svarar snabbast på förmiddagen."},
    },
)

_interested = partial(Story, director=_DIRECTOR)
_internal = partial(Story, director=_DIRECTOR, route="regiondriven_intern")
_external = partial(Story, director=_DIRECTOR, route="regiondriven_extern")

_INTERESTED = (
    Story("Kim Eldnäs", came=2, facts={"interest_on": ""}),
    _interested(
        "Tove Myrhammar",
        came=6,
        facts={"phone": "070-174 06 41", "trained_in": "Sverige", "native_swedish": "ja"},
        notes=((6, "Ringde och undrade om vi tar emot ST-läkare i år. Vill komma och hälsa på."),),
    ),
    _interested(
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
        rest=Rest(9, 12, "Återkommer när legitimationen är klar."),
    ),
    _internal(
        "Hanna-Li Tärnvåg",
        came=60,
        facts={**KNOWN, "email": "hanna-li.tarnvag@example.org", "planned_start_on": "+150"},
        supervisor=_GUNVOR,
        began=44,
        stops_at="forankra",
        said={
            "forankra": waiting(40, -12, "Väntar på verksamhetschefens svar."),
            "samrad": done(31),
            "kontakta_studierektor": done(24),
        },
    ),
    _internal(
        "Saga Klintmåne",
        came=52,
        facts=WITHOUT_AT | INTEGRATED | ONE_PLACE | {"trained_in": "Grekland", "native_swedish": "ja"},
        supervisor=_LJUNGSKAR,
        began=45,
        stops_at="tidigare_bedomningar",
        said={
            "bt_tid_kand": running(40, 120),
            "tidigare_bedomningar": planned(30, 0, "Sista medsittningen före utlåtandet är i dag."),
            "bt_bedomningar_kand": done(12),
            **{"kontakta_verksamhetschef": done(26), "kontakta_hr": done(26), "kontakta_studierektor": done(25)},
            **{"samrad": done(17), "referenser_studierektor": done(8)},
        },
    ),
)

_RECRUITED = (
    _internal(
        "Edvin Sörglänta",
        came=70,
        facts={**KNOWN, "phone": "070-174 06 42"},
        supervisor=_GUNVOR,
        began=50,
        stops_at="kontroll_anmalningar",
        said={"kontroll_anmalningar": waiting(12, 5), "samrad": done(16)},
    ),
    _internal(
        "Yonas Tesfahöjd",
        came=33,
        facts={**KNOWN, "many_applications": "ja"},
        supervisor=_LJUNGSKAR,
        began=30,
        pace=3,
        stops_at="samtal_flera_sokta",
        notes=((31, "Söker även på två andra vårdcentraler. Bestämmer sig inom en månad."),),
    ),
    _internal(
        "Noor Qadirvik",
        came=80,
        facts=KNOWN | C1 | {"trained_in": "Danmark", "native_swedish": "nej"},
        supervisor=_MEHRNAZ,
        began=64,
        pace=3,
        stops_at="overens",
        said={
            "kontakta_hr": passed(
                40, "HR hade ingen på plats på två veckor. Verksamhetschefen tog kontakten i stället."
            ),
            "overens": planned(9, 1, "Avstämning med alla tre på telefon."),
            "samrad": done(33),
        },
    ),
    _external(
        "Anne-Sofie Jørgensgård Müllerstrøm-Vintersköld af Norrsund",
        came=29,
        facts=ABROAD | {"trained_in": "Tyskland", "email": "anne-sofie.jorgensgard@example.org"},
        supervisor=_MEHRNAZ,
        began=15,
        stops_at="ansokan",
        notes=((15, "Saknar språkintyg. Skriver C1-provet så snart det finns en plats."),),
    ),
    _external(
        "Chidi Okonvik",
        came=41,
        facts=ABROAD | C1 | {"trained_in": "Nigeria", "email": "chidi.okonvik@example.org"},
        began=34,
        stops_at="forsta_samtal",
        said={"forsta_samtal": waiting(18, 2), "samrad": done(10)},
    ),
    _external(
        "Karin Ögårdslund",
        came=75,
        facts=ON_THE_DAY | {"trained_in": "Polen", "earlier_st_where": "En vårdcentral i Sörmland"},
        supervisor=_LJUNGSKAR,
        began=58,
        pace=6,
        stops_at="gemensamt_urval",
        said={"gemensamt_urval": waiting(14, 9, "Mötet med studierektorerna är bokat.")},
        notes=((52, "Började sin ST just den 1 juli 2021. Har frågat studierektor om BT behövs."),),
    ),
    _external(
        "Björn Halvaräng",
        came=66,
        facts=NEW | elsewhere("2019-09-02", "Dalarna, två år") | {"licence_number": "104417", "phone": "070-174 06 43"},
        supervisor=_GUNVOR,
        began=55,
        pace=6,
        stops_at="intervju_extern",
        said={"samrad": done(20)},
    ),
)

_ON_TRIAL = (
    _external(
        "Ossian Klintmåne",
        came=120,
        facts={**NEW, "email": "ossian.klintmane@example.org"},
        supervisor=_LJUNGSKAR,
        began=100,
        stops_at="prov_bedomningar",
        said={"prov_borjar_extern": done(35), "prov_tid_extern": running(35)},
    ),
    _external(
        "Leila Farzamdal",
        came=260,
        facts=ABROAD | C1 | INTEGRATED | {"trained_in": "Iran", "phone": "070-174 06 44"},
        supervisor=_GUNVOR,
        began=235,
        stops_at="utlatande_prov",
        said={
            **{"prov_borjar_extern": done(174), "prov_tid_extern": running(174), "bt_tid_prov": running(174)},
            **{"prov_bedomningar": done(34), "bt_bedomningar_prov": done(30)},
        },
        notes=((30, "Medsittningarna går bra. Gunvor skriver utlåtandet i veckan."),),
    ),
    _external(
        "Dragan Velikovsjö",
        came=290,
        facts=ABROAD | INTEGRATED | {"trained_in": "Serbien", "language_proof": "SVA3", "language_proof_on": "-80"},
        supervisor=_MEHRNAZ,
        began=262,
        stops_at="bt_samtal_prov",
        said={
            **{"prov_borjar_extern": done(196), "prov_tid_extern": running(196), "bt_tid_prov": running(196)},
            **{"prov_bedomningar": done(60), "bt_bedomningar_prov": done(50), "utlatande_prov": done(21)},
        },
    ),
)

_EMPLOYED = (
    _external(
        "Ines Alvorfors",
        came=270,
        facts=ABROAD | C1 | {"trained_in": "Portugal", "has_bt": "ja"},
        supervisor=_LJUNGSKAR,
        began=250,
        stops_at="godkannande",
        said={
            **{"prov_borjar_extern": done(190), "prov_bedomningar": done(90), "prov_tid_extern": ended(62, 128)},
            "godkannande": waiting(32, -11),
        },
    ),
    _external(
        "Émile Grangärdal",
        came=170,
        facts=NEW | elsewhere("2022-02-07", "Värmland, fyra år"),
        supervisor=_GUNVOR,
        began=160,
        stops_at="st_borjar_extern",
        said={
            **{"prov_borjar_extern": done(82), "prov_bedomningar": done(30), "utlatande_prov": done(24)},
            "prov_tid_extern": ended(20, 62, "Kan arbetet sedan Värmland. Studierektor och Gunvor är säkra ändå."),
            **{"rekommendation": done(14), "godkannande": done(3)},
        },
    ),
    _internal(
        "Sixten Åbrodd",
        came=98,
        facts={**KNOWN, "planned_start_on": "+116"},
        supervisor=_GUNVOR,
        began=80,
        stops_at="st_borjar_intern",
        said={"st_borjar_intern": planned(20, 18, "Sista veckan på medicinkliniken först.")},
    ),
    _internal(
        "Runa Lövhage",
        came=330,
        facts=WITHOUT_AT | INTEGRATED | ONE_PLACE | {"trained_in": "Lettland", "native_swedish": "ja"},
        supervisor=_MEHRNAZ,
        began=300,
        stops_at="anmal_bt",
        said={"anmal_bt": waiting(14, 16, "Anmälan skickad, inget svar än.")},
    ),
    _internal(
        "Mira Ängsby",
        came=480,
        facts={**KNOWN, "email": "mira.angsby@example.org"},
        supervisor=_LJUNGSKAR,
        began=450,
    ),
    _internal(
        "Teo Granbacke",
        came=900,
        facts=WITHOUT_AT | INTEGRATED | ONE_PLACE | {"trained_in": "Rumänien", "native_swedish": "ja"},
        supervisor=_GUNVOR,
        began=880,
        notes=((610, "Firade ST-starten med tårta på läkarmötet."),),
    ),
)

_ARCHIVED = (
    _external(
        "Zofia Brzezvik",
        came=210,
        facts=ABROAD | {"trained_in": "Polen"},
        began=200,
        stops_at="intervju_extern",
        ending=Ending(150, "drog_sig_ur", "Flyttar till Skåne med familjen."),
    ),
    _external(
        "Petter Dunkelö",
        came=400,
        facts=NEW,
        began=390,
        stops_at="gemensamt_urval",
        ending=Ending(340, "ej_antagen", "En annan sökande hade längre erfarenhet av primärvård."),
    ),
    _internal(
        "Amara Tessemark",
        came=190,
        facts={**KNOWN, "trained_in": "Etiopien"},
        began=180,
        stops_at="overens",
        ending=Ending(120, "annan_tjanst", "Fick ST på sjukhuset i Karlskoga."),
    ),
    _internal(
        "Göte Vråkmo",
        came=1000,
        facts=KNOWN,
        began=980,
        ending=Ending(430, "st_avbruten", "Bytte specialitet till geriatrik."),
    ),
    _internal(
        "Siri Håknäs",
        came=2450,
        facts=KNOWN,
        supervisor=_GUNVOR,
        began=2430,
        ending=Ending(115, "specialist", "Bevis om specialistkompetens. Stannar hos oss."),
    ),
)

STORIES: tuple[Story, ...] = (*_INTERESTED, *_RECRUITED, *_ON_TRIAL, *_EMPLOYED, *_ARCHIVED)
