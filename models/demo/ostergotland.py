"""The demo of Region Östergötland: a vårdcentral of the region's own. All names are invented."""

from collections.abc import Mapping
from functools import partial

from models.demo.backgrounds import ABROAD, C1, INTEGRATED, KNOWN, NEW, ON_THE_DAY, elsewhere
from models.demo.story import Ending, Rest, Story, done, ended, passed, planned, running, waiting

CLINIC: Mapping[str, object] = {
    "name": "Vårdcentralen Kvarnfallet",
    "region": "ostergotland",
    "private": "regiondriven",
    "listed": "11 200",
    "chief": "Malva Roxstrand",
    "mailboxes": {"utbildningssekreterare": "amc@example.org"},
}

_TORKEL, _PARISA = "Torkel Vretaboda", "Parisa Golnesjö"
_DIRECTOR = "Sigbritt Omberga"
_HERE = {"role": "handledare", "workplace": "Vårdcentralen Kvarnfallet"}

COLLEAGUES: tuple[Mapping[str, str], ...] = (
    {
        **{**_HERE, "name": _TORKEL, "email": "torkel.vretaboda@example.org"},
        **{"specialist_on": "-3600", "supervisor_training_on": "-3000"},
    },
    {**_HERE, "name": _PARISA, "specialist_on": "-1200", "supervisor_training_on": "-300"},
    {
        **{"name": _DIRECTOR, "role": "studierektor", "workplace": "Allmänmedicinskt centrum"},
        "email": "sigbritt.omberga@example.org",
    },
    {
        **{"name": "Jonna Tåkernäs", "role": "utbildningssekreterare", "workplace": "Allmänmedicinskt centrum"},
        "phone": "070-174 06 51",
    },
)

_BT = {**ABROAD, **C1, **INTEGRATED}
_ALONE = {"studierektor": "nej", "utbildningssekreterare": "ja"}

_interested = partial(Story, director=_DIRECTOR)
_way = partial(Story, director=_DIRECTOR, route="rekrytering")

_BEFORE_THE_AD = (
    Story("Billy Axfrö", came=1, facts={"interest_on": ""}),
    _interested(
        "Lovisa Kinnekvist",
        came=5,
        facts={"phone": "070-174 06 52", "trained_in": "Sverige"},
        notes=((5, "Gör AT i Motala och vill börja hos oss om ett år."),),
    ),
    _way("Samir Haddadvik", came=21, facts=KNOWN, supervisor=_TORKEL, began=17, stops_at="personalbehov"),
    _way(
        "Agneta Stångebro",
        came=52,
        facts=NEW | elsewhere("2018-03-05", "Jönköping, tre år"),
        supervisor=_PARISA,
        began=48,
        stops_at="godkannande",
        said={"godkannande": waiting(38, -8, "Trea i turordningen.")},
    ),
)

_RECRUITED = (
    _way(
        "Karolina Juliberg",
        came=60,
        facts=ON_THE_DAY | {"trained_in": "Ungern", "earlier_st_where": "En vårdcentral i Blekinge"},
        supervisor=_TORKEL,
        began=30,
        stops_at="annonsera",
        notes=((50, "Började sin ST just den 1 juli 2021. Studierektor hör efter om BT behövs."),),
    ),
    _way(
        "Selma Ydredal",
        came=64,
        facts={**KNOWN, "email": "selma.ydredal@example.org"},
        supervisor=_PARISA,
        began=44,
        stops_at="annonsera",
        said={"annonsera": planned(15, 1, "Annonsen ligger ute. Sista dag att söka."), "studierektor_varbi": done(15)},
    ),
    _way(
        "Isak Fornåsa",
        came=80,
        facts={**KNOWN, "many_applications": "ja"},
        supervisor=_PARISA,
        began=62,
        pace=6,
        stops_at="intervjuer",
        said={"intervjuer": planned(7, 0, "Klockan 15. Sigbritt och Parisa är med.")},
    ),
    _way(
        "Wanjiru Kilimasund",
        came=140,
        facts=ABROAD | INTEGRATED | {"trained_in": "Kenya", "email": "wanjiru.kilimasund@example.org"},
        supervisor=_TORKEL,
        began=84,
        pace=5,
        stops_at="sprakprov",
        said={"sprakprov": waiting(24, -4, "Provet är beställt. Inget intyg ännu.")},
    ),
    _way(
        "Folke Ydredal",
        came=88,
        facts={**KNOWN, "planned_start_on": "+160"},
        supervisor=_TORKEL,
        began=76,
        pace=6,
        stops_at="samtycke",
        said={"legitimationsbevis": done(35), "kontroll_socialstyrelsen": done(33), "kontroll_ivo": done(30)},
        notes=((40, "Sigbritt var med på intervjun och ville se referenserna före samtycket."),),
        rest=Rest(3, 9, "Sigbritt är ledig. Tas upp när hon är tillbaka.", "samtycke"),
    ),
    _way(
        "Mei-Lin Säbysjö",
        came=112,
        facts={**NEW, "licence_number": "208813"},
        supervisor=_PARISA,
        began=104,
        pace=6,
        stops_at="kontroll_ivo",
        said={"kontroll_ivo": waiting(30, -16, "Mejlade IVO.")},
    ),
    _way(
        "Renée Øvregaard-Lindhülsen von Tåkernstrand-Omfalla",
        came=90,
        facts=NEW | {"trained_in": "Danmark", "has_at": "ja", "phone": "070-174 06 54"},
        supervisor=_PARISA,
        began=88,
        pace=5,
        stops_at="legitimationsbevis",
        said={
            "annonsera": done(
                62,
                "Annonsen gick ut fyra dagar för sent på grund av ett fel i Varbi. AMC godtog det.",
                publicerad="-10",
            ),
            "legitimationsbevis": waiting(16, 6, "Kopian är på väg med posten."),
            **{"kontroll_socialstyrelsen": done(15), "kontroll_ivo": done(12)},
        },
    ),
)

_EMPLOYED = (
    _way(
        "Berit Hälledal",
        came=120,
        facts={**KNOWN, "planned_start_on": "+150"},
        supervisor=_PARISA,
        began=100,
        pace=6,
        stops_at="anstall",
        said={"intervjuer": done(58, **_ALONE), "referenser": done(52, **_ALONE)},
        notes=((58, "Sigbritt fick förhinder. Jonna var med i hennes ställe, både då och vid referenserna."),),
    ),
    _way(
        "Rasmus Boxholma",
        came=130,
        facts={**KNOWN, "planned_start_on": "+150"},
        supervisor=_PARISA,
        began=96,
        pace=6,
        stops_at="anstall",
        said={"anstall": planned(9, 12, "Avtalet skrivs när lönen är klar.")},
    ),
    _way(
        "Alicja Kärnsundet",
        came=105,
        facts={**NEW, "email": "alicja.karnsundet@example.org"},
        supervisor=_TORKEL,
        began=101,
        pace=7,
        stops_at="besked",
    ),
    _way(
        "Olena Dniprovik",
        came=420,
        facts=_BT | {"trained_in": "Ukraina", "phone": "070-174 06 53"},
        supervisor=_TORKEL,
        began=400,
        pace=8,
        stops_at="bilaga_utlatande",
        said={
            **{"bilaga_bedomningar": done(60), "bilaga_iup": done(33), "bilaga_utlatande": planned(33, 24)},
            "intyga_bt": waiting(20, 40, "Intygas när utlåtandet är klart."),
        },
        notes=((60, "Siktar på nästa intag. Torkel vill ha ett specialistkollegium till."),),
    ),
    _way(
        "Tarik Mjölbyhed",
        came=520,
        facts=_BT | {"trained_in": "Bosnien och Hercegovina"},
        supervisor=_PARISA,
        began=470,
        pace=14,
        stops_at="anmal_bt",
        said={
            "godkannande": passed(440, "Godkännandet kom muntligt på ett möte. Det skriftliga kom bort på AMC."),
            **{"bilaga_utlatande": done(27), "intyga_bt": done(16)},
        },
    ),
    _way(
        "Precious Adeyvik",
        came=760,
        facts=_BT | {"trained_in": "Ghana", "phone": "070-174 06 55"},
        supervisor=_TORKEL,
        began=740,
        pace=8,
        stops_at="bt_akut",
        said={
            **{"anmal_bt": done(330), "antagning": done(140, borjar="+47")},
            **{"bt_plan": done(118), "bt_huvudhandledare": done(118)},
            **{"bt_introduktion": ended(62, 31), "bt_akut": running(61)},
            **{"bt_primarvard": planned(61, 62), "bt_psykiatri": planned(61, 182), "bt_mal": planned(61, 275)},
        },
    ),
    _way(
        "Luís Almeidahult",
        came=1500,
        facts=_BT | {"trained_in": "Portugal"},
        supervisor=_PARISA,
        began=1480,
        pace=9,
        said={
            "bt_introduktion": ended(
                1160, 18, "Hade redan gjort sjukhusets introduktion. ST/BT-kansliet räknade med den."
            ),
        },
    ),
    _way("Ebba Lysinggård", came=460, facts=KNOWN, supervisor=_TORKEL, began=440, pace=7),
)

_ARCHIVED = (
    _way(
        "Otto Söderköpa",
        came=240,
        facts=NEW,
        began=230,
        stops_at="intervjuer",
        ending=Ending(150, "ej_antagen", "Två sökande till en plats. Välkommen att söka igen."),
    ),
    _way(
        "Fatme Ramundera",
        came=300,
        facts=_BT | {"trained_in": "Libanon"},
        began=290,
        stops_at="samtycke",
        ending=Ending(170, "drog_sig_ur", "Fick fristående BT i Norrköping."),
    ),
    _way(
        "Jöns Skeninge-Alm",
        came=370,
        facts=KNOWN,
        began=360,
        stops_at="anstall",
        ending=Ending(265, "annan_tjanst", "Tackade ja till en vårdcentral i Kalmar."),
    ),
    _way(
        "Thyra Vikboland",
        came=1300,
        facts=KNOWN,
        supervisor=_TORKEL,
        began=1280,
        ending=Ending(520, "st_avbruten", "Forskar på heltid. Kan komma tillbaka."),
    ),
    _way(
        "Baldur Ätrasjö",
        came=2450,
        facts=KNOWN,
        supervisor=_TORKEL,
        began=2430,
        ending=Ending(75, "specialist", "Klar specialist. Stannar hos oss och blir handledare."),
    ),
)

STORIES: tuple[Story, ...] = (*_BEFORE_THE_AD, *_RECRUITED, *_EMPLOYED, *_ARCHIVED)
