"""The demo of Västra Götalandsregionen: a vårdcentral of the region's own. All names are invented."""

from collections.abc import Mapping
from dataclasses import replace

from models.demo.backgrounds import ABROAD, C1, KNOWN, NEW
from models.demo.story import Ending, Said, Story

CLINIC: Mapping[str, str] = {
    "name": "Vårdcentralen Blåsippan",
    "region": "vgr",
    "private": "regiondriven",
    "listed": "9 600",
    "chief": "Rigmor Hönsäter",
}

_STEN, _LEYLA = "Sten Kållandsö", "Leyla Aydinholm"
_DIRECTOR = "Göran Billingehus"
_ROUTE = "ansokan"

COLLEAGUES: tuple[Mapping[str, str], ...] = (
    {
        "name": _STEN,
        "role": "handledare",
        "workplace": "Vårdcentralen Blåsippan",
        "specialist_on": "-6000",
        "supervisor_training_on": "-5000",
    },
    {
        "name": _LEYLA,
        "role": "handledare",
        "workplace": "Vårdcentralen Blåsippan",
        "email": "leyla.aydinholm@example.org",
        "specialist_on": "-1500",
        "supervisor_training_on": "-900",
    },
    {
        "name": _DIRECTOR,
        "role": "studierektor",
        "workplace": "Primärvårdens utbildningsenhet",
        "phone": "070-174 06 71",
    },
)

_PEOPLE = (
    Story(
        "Märta Kinnarp",
        came=4,
        facts={"phone": "070-174 06 72", "trained_in": "Sverige"},
        notes=((4, "Ringde från sjukhuset i Skövde. Vill ha mer vardag och mindre jour."),),
    ),
    Story(
        "Ravi Chandralund",
        came=40,
        facts={**ABROAD, "trained_in": "Indien"},
        supervisor=_STEN,
        route=_ROUTE,
        began=34,
        stops_at="sprakkrav",
        said={"sprakkrav": Said(20, {"state": "waiting", "remind_on": "+15", "note": "Läser SVA3 på kvällstid."})},
    ),
    Story("Ingrid Vartofta", came=35, facts=KNOWN, supervisor=_LEYLA, route=_ROUTE, began=30, stops_at="anstallning"),
    Story(
        "Björn-Erik Tidavad",
        came=55,
        facts={**NEW, "planned_start_on": "+240"},
        supervisor=_STEN,
        route=_ROUTE,
        began=50,
        stops_at="meddela_studierektor",
    ),
    Story(
        "Shirin Moradholm",
        came=75,
        facts={**ABROAD, **C1, "trained_in": "Iran"},
        supervisor=_LEYLA,
        route=_ROUTE,
        began=65,
        stops_at="blanketter",
        notes=((22, "Saknar anställningsbeviset från förra vårdcentralen. Begär en kopia."),),
    ),
    Story(
        "Knut Falbygden",
        came=85,
        facts={**KNOWN, "many_applications": "ja"},
        supervisor=_LEYLA,
        route=_ROUTE,
        began=76,
        stops_at="handlingar",
    ),
    Story(
        "Elisaveta Radkova-Lidén",
        came=120,
        facts={**ABROAD, **C1, "trained_in": "Bulgarien", "has_bt": "ja"},
        supervisor=_STEN,
        route=_ROUTE,
        began=110,
        stops_at="studierektor_godkanner",
        said={"studierektor_godkanner": Said(60, {"state": "waiting", "remind_on": "+45"})},
    ),
    Story(
        "Algot Hjortmossen",
        came=140,
        facts=KNOWN,
        supervisor=_STEN,
        route=_ROUTE,
        began=130,
        stops_at="utbildningsenheten_godkanner",
        said={"utbildningsenheten_godkanner": Said(80, {"state": "waiting", "remind_on": "+120"})},
    ),
    Story(
        "Nadia Tranemola",
        came=330,
        facts={**KNOWN, "phone": "070-174 06 73"},
        supervisor=_LEYLA,
        route=_ROUTE,
        began=320,
        stops_at="kallelse",
        said={
            "kallelse": Said(230, {"state": "waiting", "remind_on": "+270", "note": "Plats fyra på väntelistan."}),
        },
        notes=((90, "Har väntat länge. Lovade att höra efter igen före jul."),),
    ),
    Story("Pontus Grästorpa", came=380, facts=KNOWN, supervisor=_STEN, route=_ROUTE, began=370, stops_at="st_kontrakt"),
    Story(
        "Halina Wrońskafors",
        came=700,
        facts={**ABROAD, **C1, "trained_in": "Polen"},
        supervisor=_LEYLA,
        route=_ROUTE,
        began=680,
        pace=9,
        stops_at="bt",
        said={
            "anstallning": Said(
                600,
                {"state": "passed", "reason": "Vikariatet var muntligt förlängt. Avtalet skrevs på veckan efter."},
            )
        },
    ),
    Story("Tyra Läckö", came=800, facts=KNOWN, supervisor=_STEN, route=_ROUTE, began=780, pace=9),
    Story(
        "Yusuf Karabergh",
        came=280,
        facts={**ABROAD, "trained_in": "Turkiet"},
        route=_ROUTE,
        began=270,
        stops_at="sprakkrav",
        ending=Ending(160, "drog_sig_ur", "Fortsätter med sin forskning i Göteborg."),
    ),
    Story(
        "Lisbet Kinnekulle",
        came=2450,
        facts=KNOWN,
        supervisor=_STEN,
        route=_ROUTE,
        began=2430,
        ending=Ending(90, "specialist", "Klar specialist. Börjar i Lidköping."),
    ),
)

STORIES: tuple[Story, ...] = tuple(replace(story, director=_DIRECTOR) for story in _PEOPLE)
