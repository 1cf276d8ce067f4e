"""The demo of Region Östergötland: a vårdcentral of the region's own. All names are invented."""

from collections.abc import Mapping
from dataclasses import replace

from models.demo.backgrounds import ABROAD, C1, INTEGRATED, KNOWN, NEW
from models.demo.story import Ending, Said, Story

CLINIC: Mapping[str, str] = {
    "name": "Vårdcentralen Kvarnfallet",
    "region": "ostergotland",
    "private": "regiondriven",
    "listed": "11 200",
    "chief": "Malva Roxstrand",
}

_TORKEL, _PARISA = "Torkel Vretaboda", "Parisa Golnesjö"
_DIRECTOR = "Sigbritt Omberga"
_ROUTE = "rekrytering"

COLLEAGUES: tuple[Mapping[str, str], ...] = (
    {
        "name": _TORKEL,
        "role": "handledare",
        "workplace": "Vårdcentralen Kvarnfallet",
        "email": "torkel.vretaboda@example.org",
        "specialist_on": "-3600",
        "supervisor_training_on": "-3000",
    },
    {
        "name": _PARISA,
        "role": "handledare",
        "workplace": "Vårdcentralen Kvarnfallet",
        "specialist_on": "-1200",
        "supervisor_training_on": "-300",
    },
    {
        "name": _DIRECTOR,
        "role": "studierektor",
        "workplace": "Allmänmedicinskt centrum",
        "email": "sigbritt.omberga@example.org",
    },
    {
        "name": "Jonna Tåkernäs",
        "role": "kontakt",
        "workplace": "Utbildningssekreterare, AMC",
        "phone": "070-174 06 51",
    },
)

_BT = {**ABROAD, **C1, **INTEGRATED}

_PEOPLE = (
    Story(
        "Lovisa Kinnekvist",
        came=5,
        facts={"phone": "070-174 06 52", "trained_in": "Sverige"},
        notes=((5, "Gör AT i Motala och vill börja hos oss nästa höst."),),
    ),
    Story(
        "Samir Haddadvik", came=21, facts=KNOWN, supervisor=_TORKEL, route=_ROUTE, began=17, stops_at="personalbehov"
    ),
    Story(
        "Agneta Stångebro",
        came=52,
        facts={**NEW, "earlier_st": "ja", "earlier_st_from": "2018-03-05", "earlier_st_where": "Jönköping, tre år"},
        supervisor=_PARISA,
        route=_ROUTE,
        began=48,
        stops_at="godkannande",
        said={"godkannande": Said(38, {"state": "waiting", "remind_on": "+30", "note": "Trea i turordningen."})},
    ),
    Story(
        "Karolina Juliberg",
        came=60,
        facts={
            **{**ABROAD, "trained_in": "Ungern", "native_swedish": "ja", "earlier_st": "ja"},
            **{"earlier_st_from": "2021-07-01", "earlier_st_where": "En vårdcentral i Blekinge"},
        },
        supervisor=_TORKEL,
        route=_ROUTE,
        began=55,
        stops_at="annonsera",
        notes=((50, "Började sin ST just den 1 juli 2021. Studierektor hör efter om BT behövs."),),
    ),
    Story(
        "Isak Fornåsa",
        came=80,
        facts={**KNOWN, "many_applications": "ja"},
        supervisor=_PARISA,
        route=_ROUTE,
        began=74,
        pace=5,
        stops_at="intervjuer",
    ),
    Story(
        "Wanjiru Kilimasund",
        came=140,
        facts={**_BT, "trained_in": "Kenya", "email": "wanjiru.kilimasund@example.org"},
        supervisor=_TORKEL,
        route=_ROUTE,
        began=130,
        pace=5,
        stops_at="sprakprov",
        said={"sprakprov": Said(24, {"state": "waiting", "remind_on": "+20", "note": "Provet är beställt."})},
    ),
    Story(
        "Folke Ydredal",
        came=120,
        facts={**KNOWN, "planned_start_on": "+190"},
        supervisor=_TORKEL,
        route=_ROUTE,
        began=110,
        pace=6,
        stops_at="samtycke",
        notes=((40, "Sigbritt var med på intervjun och ville se referenserna före samtycket."),),
    ),
    Story(
        "Mei-Lin Säbysjö",
        came=150,
        facts={**NEW, "licence_number": "208813"},
        supervisor=_PARISA,
        route=_ROUTE,
        began=140,
        pace=6,
        stops_at="kontroll_ivo",
        said={"kontroll_ivo": Said(30, {"state": "waiting", "remind_on": "+14", "note": "Mejlade IVO."})},
    ),
    Story(
        "Rasmus Boxholma",
        came=170,
        facts={**KNOWN, "planned_start_on": "+120"},
        supervisor=_PARISA,
        route=_ROUTE,
        began=160,
        pace=6,
        stops_at="anstall",
    ),
    Story(
        "Olena Dniprovik",
        came=420,
        facts={**_BT, "trained_in": "Ukraina", "phone": "070-174 06 53"},
        supervisor=_TORKEL,
        route=_ROUTE,
        began=400,
        pace=8,
        stops_at="bilaga_utlatande",
        notes=((60, "Siktar på intaget i april. Torkel vill ha ett specialistkollegium till."),),
    ),
    Story(
        "Tarik Mjölbyhed",
        came=520,
        facts={**_BT, "trained_in": "Bosnien och Hercegovina"},
        supervisor=_PARISA,
        route=_ROUTE,
        began=500,
        pace=8,
        stops_at="anmal_bt",
        said={
            "godkannande": Said(
                470,
                {"state": "passed", "reason": "Godkännandet kom muntligt på ett möte. Papperet kom bort på AMC."},
            )
        },
    ),
    Story("Ebba Lysinggård", came=460, facts=KNOWN, supervisor=_TORKEL, route=_ROUTE, began=440, pace=7),
    Story(
        "Otto Söderköpa",
        came=240,
        facts=NEW,
        route=_ROUTE,
        began=230,
        stops_at="intervjuer",
        ending=Ending(150, "ej_antagen", "Två sökande till en plats. Välkommen att söka igen."),
    ),
    Story(
        "Fatme Ramundera",
        came=300,
        facts={**_BT, "trained_in": "Libanon"},
        route=_ROUTE,
        began=290,
        stops_at="samtycke",
        ending=Ending(170, "drog_sig_ur", "Fick fristående BT i Norrköping."),
    ),
)

STORIES: tuple[Story, ...] = tuple(replace(story, director=_DIRECTOR) for story in _PEOPLE)
