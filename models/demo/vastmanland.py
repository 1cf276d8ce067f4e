"""The demo of Region Västmanland: a private vårdcentral. All names are invented."""

from collections.abc import Mapping
from functools import partial

from models.demo.backgrounds import ABROAD, C1, INTEGRATED, KNOWN, NEW, ON_THE_DAY, elsewhere
from models.demo.story import Ending, Rest, Story, done, passed, planned, running, waiting

# Whether the clinic has its agreement with Vårdval is not filled in: the money cannot be told to be secured.
CLINIC: Mapping[str, object] = {
    "name": "Svartåns läkargrupp",
    "region": "vastmanland",
    "private": "privat",
    "listed": "7 300",
    "chief": "Hillevi Skultorp",
    "stable": "ja",
    "mailboxes": {"utbildningssamordnare": "samordnare@example.org", "st_enheten": "st-enheten@example.org"},
}

_ARVID, _NASRIN = "Arvid Kolbäckaström", "Nasrin Tavakolund"
_DIRECTOR = "Bodil Engsö"
_HERE = {"role": "handledare", "workplace": "Svartåns läkargrupp"}

COLLEAGUES: tuple[Mapping[str, str], ...] = (
    {
        **{**_HERE, "name": _ARVID, "phone": "070-174 06 61"},
        **{"specialist_on": "-5100", "supervisor_training_on": "-4400"},
    },
    {
        **{**_HERE, "name": _NASRIN, "email": "nasrin.tavakolund@example.org"},
        **{"specialist_on": "-700", "note": "Går handledarutbildningen så snart den ges."},
    },
    {
        **{"name": _DIRECTOR, "role": "studierektor", "workplace": "Vårdval Primärvård"},
        "email": "bodil.engso@example.org",
    },
)

_interested = partial(Story, director=_DIRECTOR)
_way = partial(Story, director=_DIRECTOR, route="rekrytering")

# What Vårdval asks of the clinic and of each handledare; Nasrin has no handledarutbildning yet.
_NASRINS = {"villkor": done(14), "handledare_specialist": done(14), "kontinuerlig_bedomning": done(13)}
_ARVIDS = {**_NASRINS, "handledare_utbildning": done(14)}

_INTERESTED = (
    Story("Nour Hagsta", came=3, facts={"interest_on": ""}),
    _interested(
        "Axel Strömsholma",
        came=8,
        facts={"email": "axel.stromsholma@example.org", "trained_in": "Sverige", "has_at": "ja"},
        notes=((8, "Kom förbi och hälsade på. Bor i Surahammar."),),
    ),
    _way(
        "Beatriz Almadahl",
        came=26,
        facts=ABROAD | {"trained_in": "Spanien"},
        supervisor=_ARVID,
        began=22,
        stops_at="intresseanmalan",
        said={"intresseanmalan": waiting(20, -8, "Skulle anmäla sig själv.")},
    ),
    _way("Elof Sevalla", came=18, facts=KNOWN, supervisor=_ARVID, began=12, stops_at="diskutera"),
)

_RECRUITED = (
    _way(
        "Torvald Ängelsbergå",
        came=40,
        facts=ON_THE_DAY | {"trained_in": "Tjeckien", "earlier_st_where": "En vårdcentral i Halland"},
        supervisor=_ARVID,
        began=20,
        stops_at="rekrytera",
        said={"rekrytera": planned(6, 0, "Intervju klockan 14.")},
        notes=((33, "Började sin ST just den 1 juli 2021. Bodil tar reda på om BT behövs."),),
    ),
    _way(
        "Jasna Petrovsala",
        came=70,
        facts=ABROAD | {"trained_in": "Nordmakedonien", "phone": "070-174 06 62"},
        supervisor=_NASRIN,
        began=60,
        stops_at="sprakbevis",
        said={"sprakbevis": waiting(40, -15, "Skriver C1-provet på nytt."), **_NASRINS},
    ),
    _way(
        "Henning Ramnäsby",
        came=65,
        facts=NEW | elsewhere("2020-01-13", "Gävleborg, fyra år"),
        supervisor=_ARVID,
        began=48,
        stops_at="referens_studierektor",
        said=_ARVIDS,
        notes=((44, "Vill tillgodoräkna sig tiden i Gävle. Bodil ringer sin kollega där."),),
        rest=Rest(2, 6, "Studierektorn i Gävle är på kurs.", "referens_studierektor"),
    ),
    _way(
        "Signe Odensvi",
        came=60,
        facts={**KNOWN, "many_applications": "ja"},
        supervisor=_ARVID,
        began=38,
        stops_at="kontroll_ivo",
        said={"kontroll_ivo": waiting(10, 15, "Frågan är skickad."), **_ARVIDS},
    ),
    _way(
        "Anna-Brittá Søndergård-Müllenström af Snöfjordshammar",
        came=95,
        facts=ABROAD | C1 | {"trained_in": "Norge", "email": "anna-britta.sondergard@example.org"},
        supervisor=_ARVID,
        began=80,
        pace=5,
        stops_at="kompetensvardering",
        said={
            "provanstall": running(34),
            "ansok_finansiering": planned(30, 33, "Söks när vikariatet är värderat."),
            **_ARVIDS,
        },
    ),
    _way(
        "Emeka Obiskog",
        came=150,
        facts=ABROAD | C1 | {"trained_in": "Nigeria"},
        supervisor=_ARVID,
        began=140,
        pace=8,
        stops_at="kompetensvardering",
        said={
            "provanstall": running(100),
            "kompetensvardering": planned(24, 1, "Arvid och Nasrin går igenom vikariatet."),
            "ansok_finansiering": planned(24, 12, "Söks när vikariatet är värderat."),
            **_ARVIDS,
        },
    ),
    _way(
        "Ingegerd Nötmyra",
        came=55,
        facts={**NEW, "email": "ingegerd.notmyra@example.org"},
        supervisor=_ARVID,
        began=42,
        stops_at="pre_st",
        said={"pre_st": waiting(11, 10, "Frågat ST-enheten om pengar till ett vikariat."), **_ARVIDS},
    ),
)

_FINANCED = (
    _way(
        "Ylva-Stina Bergslagh",
        came=110,
        facts={**KNOWN, "planned_start_on": "+190"},
        supervisor=_NASRIN,
        began=78,
        pace=5,
        stops_at="handledare_utbildning",
        said={"kontinuerlig_bedomning": done(20)},
        notes=((35, "Nasrin är inte klar med handledarutbildningen. Arvid kan ta över om det drar ut."),),
    ),
    _way(
        "Dimitra Lundakos",
        came=120,
        facts=ABROAD | C1 | {"trained_in": "Grekland", "has_bt": "ja", "planned_start_on": "+180"},
        supervisor=_ARVID,
        began=88,
        pace=5,
        stops_at="ansok_finansiering",
        said={"ansok_finansiering": planned(10, 6, "Skickas när Bodil är tillbaka.")},
    ),
    _way(
        "Gustav Tillberga",
        came=160,
        facts={**KNOWN, "email": "gustav.tillberga@example.org"},
        supervisor=_ARVID,
        began=140,
        pace=5,
        stops_at="avtal_vardval",
        said={
            "ansok_finansiering": passed(
                66, "Ansökan gick direkt till Vårdval. Studierektor var ledig och vet om det."
            ),
            "avtal_vardval": waiting(50, -10, "Avtalet ligger hos Vårdval."),
            "anstall": planned(40, 20, "Skrivs när avtalet med Vårdval är klart."),
        },
    ),
    _way(
        "Per-Åke Kungsåra",
        came=130,
        facts={**KNOWN, "phone": "070-174 06 63"},
        supervisor=_NASRIN,
        began=92,
        pace=5,
        stops_at="anstall",
        notes=((21, "Blir den fjärde. Vårdval prövar om vi får fler än en per 2 000 listade."),),
    ),
    _way(
        "Zoé Björkskogå",
        came=150,
        facts={**KNOWN, "planned_start_on": "+158"},
        supervisor=_ARVID,
        began=120,
        pace=5,
        stops_at="st_borjar",
        said={"st_borjar": planned(12, 8, "Introduktionen är planerad.")},
    ),
)

_EMPLOYED = (
    _way(
        "Alva Munktorpa",
        came=300,
        facts=KNOWN,
        supervisor=_ARVID,
        began=290,
        pace=5,
        stops_at="iup",
        said={"st_borjar": done(160), "overenskommelse": done(150), "sidotjanstgoringar": done(41)},
    ),
    _way(
        "Nils-Håkan Dingtuna",
        came=500,
        facts=ABROAD | C1 | INTEGRATED | {"trained_in": "Litauen", "phone": "070-174 06 64"},
        supervisor=_NASRIN,
        began=480,
        pace=6,
        stops_at="sidotjanstgoringar",
        said={
            **{"st_borjar": done(330), "overenskommelse": done(320), "iup": done(190)},
            "sidotjanstgoringar": planned(100, 19, "Barnkliniken har lovat svar om platsen."),
        },
    ),
    _way("Rolf Kungsåra", came=900, facts=KNOWN, supervisor=_ARVID, began=880, pace=7, behind=1),
)

_ARCHIVED = (
    _way(
        "Camila Rivasjö",
        came=260,
        facts=ABROAD | {"trained_in": "Chile"},
        began=250,
        stops_at="sprakbevis",
        ending=Ending(130, "annan_tjanst", "Fick vikariat i Eskilstuna."),
    ),
    _way(
        "Åsmund Hedensberga",
        came=340,
        facts=NEW,
        began=330,
        stops_at="referenser",
        ending=Ending(300, "ej_antagen", "Referenserna räckte inte. Samtal hållet."),
    ),
    _way(
        "Perla Frövisjö",
        came=410,
        facts=KNOWN,
        began=400,
        stops_at="provanstall",
        ending=Ending(350, "drog_sig_ur", "Valde psykiatrin efter vikariatet."),
    ),
    _way(
        "Valter Haraker",
        came=1500,
        facts=KNOWN,
        supervisor=_ARVID,
        began=1480,
        ending=Ending(200, "st_avbruten", "Flyttade till Norge."),
    ),
    _way(
        "Märit Skästa-Björnö",
        came=2450,
        facts=KNOWN,
        supervisor=_ARVID,
        began=2430,
        ending=Ending(60, "specialist", "Klar specialist. Går vidare till en vårdcentral i Sala."),
    ),
)

STORIES: tuple[Story, ...] = (*_INTERESTED, *_RECRUITED, *_FINANCED, *_EMPLOYED, *_ARCHIVED)
