"""The demo of Region Västmanland: a private vårdcentral. All names are invented."""

from collections.abc import Mapping
from dataclasses import replace

from models.demo.backgrounds import ABROAD, C1, KNOWN, NEW
from models.demo.story import Ending, Said, Story

CLINIC: Mapping[str, str] = {
    "name": "Svartåns läkargrupp",
    "region": "vastmanland",
    "private": "privat",
    "listed": "7 300",
    "chief": "Hillevi Skultorp",
}

_ARVID, _NASRIN = "Arvid Kolbäckaström", "Nasrin Tavakolund"
_DIRECTOR = "Bodil Engsö"
_ROUTE = "rekrytering"

COLLEAGUES: tuple[Mapping[str, str], ...] = (
    {
        "name": _ARVID,
        "role": "handledare",
        "workplace": "Svartåns läkargrupp",
        "phone": "070-174 06 61",
        "specialist_on": "-5100",
        "supervisor_training_on": "-4400",
    },
    {
        "name": _NASRIN,
        "role": "handledare",
        "workplace": "Svartåns läkargrupp",
        "email": "nasrin.tavakolund@example.org",
        "specialist_on": "-700",
        "note": "Går handledarutbildningen till hösten.",
    },
    {
        "name": _DIRECTOR,
        "role": "studierektor",
        "workplace": "Vårdval Primärvård",
        "email": "bodil.engso@example.org",
    },
)

_PEOPLE = (
    Story(
        "Axel Strömsholma",
        came=8,
        facts={"email": "axel.stromsholma@example.org", "trained_in": "Sverige", "has_at": "ja"},
        notes=((8, "Kom förbi och hälsade på. Bor i Surahammar."),),
    ),
    Story(
        "Beatriz Almadahl",
        came=26,
        facts={**ABROAD, "trained_in": "Spanien"},
        supervisor=_ARVID,
        route=_ROUTE,
        began=22,
        stops_at="intresseanmalan",
        said={
            "intresseanmalan": Said(20, {"state": "waiting", "remind_on": "+12", "note": "Skulle anmäla sig själv."})
        },
    ),
    Story("Elof Sevalla", came=30, facts=KNOWN, supervisor=_ARVID, route=_ROUTE, began=25, stops_at="diskutera"),
    Story(
        "Jasna Petrovsala",
        came=70,
        facts={**ABROAD, "trained_in": "Nordmakedonien", "phone": "070-174 06 62"},
        supervisor=_NASRIN,
        route=_ROUTE,
        began=60,
        stops_at="sprakbevis",
        said={"sprakbevis": Said(40, {"state": "waiting", "remind_on": "+25", "note": "Skriver C1-provet på nytt."})},
    ),
    Story(
        "Henning Ramnäsby",
        came=65,
        facts={**NEW, "earlier_st": "ja", "earlier_st_from": "2020-01-13", "earlier_st_where": "Gävleborg, fyra år"},
        supervisor=_ARVID,
        route=_ROUTE,
        began=58,
        stops_at="referens_studierektor",
        notes=((44, "Vill tillgodoräkna sig tiden i Gävle. Bodil ringer sin kollega där."),),
    ),
    Story(
        "Signe Odensvi",
        came=90,
        facts={**KNOWN, "many_applications": "ja"},
        supervisor=_NASRIN,
        route=_ROUTE,
        began=80,
        stops_at="kontroll_ivo",
        said={"kontroll_ivo": Said(30, {"state": "waiting", "remind_on": "+45", "note": "Frågan är skickad."})},
    ),
    Story(
        "Emeka Obiskog",
        came=150,
        facts={**ABROAD, **C1, "trained_in": "Nigeria"},
        supervisor=_ARVID,
        route=_ROUTE,
        began=140,
        stops_at="kompetensvardering",
    ),
    Story(
        "Ylva-Stina Bergslagh",
        came=160,
        facts={**KNOWN, "planned_start_on": "+80"},
        supervisor=_NASRIN,
        route=_ROUTE,
        began=150,
        pace=5,
        stops_at="handledare_utbildning",
        notes=((35, "Nasrin är inte klar med handledarutbildningen. Arvid kan ta över om det drar ut."),),
    ),
    Story(
        "Dimitra Lundakos",
        came=190,
        facts={**ABROAD, **C1, "trained_in": "Grekland", "has_bt": "ja", "planned_start_on": "+100"},
        supervisor=_ARVID,
        route=_ROUTE,
        began=180,
        pace=5,
        stops_at="ansok_finansiering",
    ),
    Story(
        "Gustav Tillberga",
        came=220,
        facts={**KNOWN, "email": "gustav.tillberga@example.org"},
        supervisor=_ARVID,
        route=_ROUTE,
        began=210,
        pace=5,
        stops_at="avtal_vardval",
        said={
            "ansok_finansiering": Said(
                110,
                {
                    "state": "passed",
                    "reason": "Ansökan gick direkt till Vårdval. Studierektor var ledig och vet om det.",
                },
            ),
            "avtal_vardval": Said(50, {"state": "waiting", "remind_on": "+40", "note": "Avtalet ligger hos Vårdval."}),
        },
    ),
    Story("Alva Munktorpa", came=420, facts=KNOWN, supervisor=_ARVID, route=_ROUTE, began=400, pace=6, stops_at="iup"),
    Story("Rolf Kungsåra", came=900, facts=KNOWN, supervisor=_ARVID, route=_ROUTE, began=880, pace=7),
    Story(
        "Camila Rivasjö",
        came=260,
        facts={**ABROAD, "trained_in": "Chile"},
        route=_ROUTE,
        began=250,
        stops_at="sprakbevis",
        ending=Ending(130, "annan_tjanst", "Fick vikariat i Eskilstuna."),
    ),
    Story(
        "Valter Haraker",
        came=1500,
        facts=KNOWN,
        supervisor=_ARVID,
        route=_ROUTE,
        began=1480,
        ending=Ending(200, "st_avbruten", "Flyttade till Norge."),
    ),
)

STORIES: tuple[Story, ...] = tuple(replace(story, director=_DIRECTOR) for story in _PEOPLE)
