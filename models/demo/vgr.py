"""The demo of Västra Götalandsregionen: a vårdcentral of the region's own. All names are invented."""

from collections.abc import Mapping
from functools import partial

from models.demo.backgrounds import ABROAD, C1, KNOWN, NEW, ON_THE_DAY, elsewhere
from models.demo.story import Ending, Rest, Story, done, passed, planned, waiting

CLINIC: Mapping[str, object] = {
    "name": "Vårdcentralen Blåsippan",
    "region": "vgr",
    "private": "regiondriven",
    "listed": "9 600",
    "chief": "Rigmor Hönsäter",
    "mailboxes": {"utbildningsenheten": "utbildningsenheten@example.org"},
}

_STEN, _LEYLA = "Sten Kållandsö", "Leyla Aydinholm"
_DIRECTOR = "Göran Billingehus"
_HERE = {"role": "handledare", "workplace": "Vårdcentralen Blåsippan"}

COLLEAGUES: tuple[Mapping[str, str], ...] = (
    {**_HERE, "name": _STEN, "specialist_on": "-6000", "supervisor_training_on": "-5000"},
    {
        **{**_HERE, "name": _LEYLA, "email": "leyla.aydinholm@example.org"},
        **{"specialist_on": "-1500", "supervisor_training_on": "-900"},
    },
    {
        **{"name": _DIRECTOR, "role": "studierektor", "workplace": "Primärvårdens utbildningsenhet"},
        "phone": "070-174 06 71",
    },
)

_interested = partial(Story, director=_DIRECTOR)
_way = partial(Story, director=_DIRECTOR, route="ansokan")

_INTERESTED = (
    Story("Robin Kållbygärde", came=2, facts={"interest_on": ""}),
    _interested(
        "Märta Kinnarp",
        came=4,
        facts={"phone": "070-174 06 72", "trained_in": "Sverige"},
        notes=((4, "Ringde från sjukhuset i Skövde. Vill ha mer vardag och mindre jour."),),
    ),
    _way(
        "Xiaoling Hällekisö",
        came=48,
        facts=ABROAD | C1 | {"trained_in": "Kina", "licence_on": "", "email": "xiaoling.hallekiso@example.org"},
        supervisor=_LEYLA,
        began=30,
        stops_at="legitimation",
        said={"legitimation": waiting(22, 18, "Socialstyrelsen har ansökan."), "anstallning": planned(22, 25)},
    ),
    _way(
        "Ravi Chandralund",
        came=40,
        facts=ABROAD | {"trained_in": "Indien"},
        supervisor=_STEN,
        began=34,
        stops_at="sprakkrav",
        said={"sprakkrav": waiting(20, -5, "Läser SVA3 på kvällstid.")},
    ),
    _way("Ingrid Vartofta", came=35, facts=KNOWN, supervisor=_LEYLA, began=21, stops_at="anstallning"),
)

_APPLYING = (
    _way(
        "Björn-Erik Tidavad",
        came=55,
        facts={**NEW, "planned_start_on": "+240"},
        supervisor=_STEN,
        began=40,
        stops_at="meddela_studierektor",
        said={"meddela_studierektor": planned(8, 0, "Göran har telefontid till klockan 12.")},
    ),
    _way(
        "Konrad Åslevall",
        came=62,
        facts=ABROAD
        | elsewhere("2020-09-01", "Värmland, ett år")
        | {"trained_in": "Tyskland", "native_swedish": "ja", "licence_on": "2022-03-14"},
        supervisor=_LEYLA,
        began=52,
        stops_at="meddela_studierektor",
        said={"meddela_studierektor": waiting(15, 9, "Göran återkommer om BT.")},
        notes=((15, "Började sin ST före den 1 juli 2021 men fick svensk legitimation efter. Sidan säger två saker."),),
    ),
    _way(
        "Anders-Zacharias Brøndum-Lütkenhjelm von Hornborgaskog",
        came=66,
        facts=ON_THE_DAY | {"trained_in": "Danmark", "earlier_st_where": "En vårdcentral på Gotland"},
        supervisor=_STEN,
        began=58,
        stops_at="blanketter",
        said={"blanketter": planned(20, 1, "Blanketterna väntar på en underskrift.")},
        notes=((40, "Började sin ST just den 1 juli 2021. Frågan om BT ligger hos Göran."),),
    ),
    _way(
        "Shirin Moradholm",
        came=75,
        facts=ABROAD | C1 | {"trained_in": "Iran"},
        supervisor=_LEYLA,
        began=55,
        stops_at="blanketter",
        notes=((22, "Saknar anställningsbeviset från förra vårdcentralen. Begär en kopia."),),
    ),
    _way(
        "Knut Falbygden",
        came=85,
        facts={**KNOWN, "many_applications": "ja"},
        supervisor=_LEYLA,
        began=56,
        pace=5,
        stops_at="handlingar",
    ),
)

_WAITING = (
    _way(
        "Elisaveta Radkova-Lidén",
        came=120,
        facts=ABROAD | C1 | {"trained_in": "Bulgarien", "has_bt": "ja"},
        supervisor=_STEN,
        began=110,
        stops_at="studierektor_godkanner",
        said={"studierektor_godkanner": waiting(60, -15)},
    ),
    _way(
        "Algot Hjortmossen",
        came=140,
        facts=KNOWN,
        supervisor=_STEN,
        began=130,
        stops_at="utbildningsenheten_godkanner",
        said={"utbildningsenheten_godkanner": waiting(80, 40)},
    ),
    _way(
        "Nadia Tranemola",
        came=330,
        facts={**KNOWN, "phone": "070-174 06 73"},
        supervisor=_LEYLA,
        began=320,
        stops_at="kallelse",
        said={
            "vantelista": done(240, plats="4"),
            "kallelse": waiting(230, 40, "Plats fyra på väntelistan."),
        },
        notes=((90, "Har väntat länge. Lovade att höra efter igen om några månader."),),
    ),
    _way(
        "Lage Tranemola",
        came=260,
        facts={**KNOWN, "licence_number": "311207"},
        supervisor=_STEN,
        began=250,
        stops_at="kallelse",
        said={"vantelista": done(190, plats="6"), "kallelse": waiting(185, note="Plats sex på väntelistan.")},
        rest=Rest(12, 50, "Föräldraledig. Vill inte bli kallad förrän efteråt.", "kallelse"),
    ),
    _way(
        "Esmé Holtsjunga",
        came=310,
        facts={**NEW, "phone": "070-174 06 74"},
        supervisor=_LEYLA,
        began=300,
        stops_at="inskrivning",
        said={"kallelse": done(18), "inskrivning": waiting(16, 2, "Tid hos Göran klockan 9.")},
    ),
    _way(
        "Pontus Grästorpa",
        came=380,
        facts=KNOWN,
        supervisor=_STEN,
        began=370,
        stops_at="st_kontrakt",
        said={"kallelse": done(34), "inskrivning": done(19), "st_kontrakt": waiting(19, 11, "Skickas från enheten.")},
    ),
)

_EMPLOYED = (
    _way(
        "Halina Wrońskafors",
        came=420,
        facts=ABROAD | C1 | {"trained_in": "Polen"},
        supervisor=_LEYLA,
        began=400,
        pace=9,
        stops_at="bt",
        said={
            "anstallning": passed(370, "Vikariatet var muntligt förlängt. Avtalet skrevs på veckan efter."),
            "bt": waiting(150, 60, "BT-året pågår. PLUS är gjort."),
        },
    ),
    _way(
        "Oumar Sandhemvik",
        came=1100,
        facts=ABROAD | C1 | {"trained_in": "Senegal", "email": "oumar.sandhemvik@example.org"},
        supervisor=_STEN,
        began=1080,
        pace=12,
        said={"bt": done(400)},
    ),
    _way("Tyra Läckö", came=800, facts=KNOWN, supervisor=_STEN, began=780, pace=9),
    _way(
        "Fritjof Sunnerstavik", came=640, facts={**KNOWN, "curriculum": "hslf-fs-2021-8"}, supervisor=_LEYLA, began=620
    ),
)

_ARCHIVED = (
    _way(
        "Yusuf Karabergh",
        came=280,
        facts=ABROAD | {"trained_in": "Turkiet"},
        began=270,
        stops_at="sprakkrav",
        ending=Ending(160, "drog_sig_ur", "Fortsätter med sin forskning i Göteborg."),
    ),
    _way(
        "Wilhelmina Ryggåsen",
        came=430,
        facts=NEW,
        began=420,
        stops_at="studierektor_godkanner",
        ending=Ending(330, "ej_antagen", "Ingen handledare ledig just då, enligt studierektor."),
    ),
    _way(
        "Teofil Gräfsnäsholm",
        came=360,
        facts=KNOWN,
        began=350,
        stops_at="kallelse",
        ending=Ending(45, "annan_tjanst", "Fick plats i Halland efter ett halvår på väntelistan."),
    ),
    _way(
        "Sunniva Österplana-Berg",
        came=1400,
        facts=KNOWN,
        supervisor=_LEYLA,
        began=1380,
        ending=Ending(610, "st_avbruten", "Bytte till företagshälsovården."),
    ),
    _way(
        "Lisbet Kinnekulle",
        came=2450,
        facts=KNOWN,
        supervisor=_STEN,
        began=2430,
        ending=Ending(90, "specialist", "Klar specialist. Börjar i Lidköping."),
    ),
)

STORIES: tuple[Story, ...] = (*_INTERESTED, *_APPLYING, *_WAITING, *_EMPLOYED, *_ARCHIVED)
