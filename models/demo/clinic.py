"""The demo's vårdcentral and the people who work there. All names are invented."""

from collections.abc import Mapping

CLINIC: Mapping[str, str] = {
    "name": "Lingonets vårdcentral",
    "region": "orebro",
    "private": "regiondriven",
    "listed": "8 400",
    "chief": "Yrsa Sandåker",
}

GUNVOR, LJUNGSKAR, MEHRNAZ = "Gunvor Tjärnstig", "Per-Albin Ljungskär", "Mehrnaz Shirinfors"
DIRECTOR = "Elva Rimnäs"

COLLEAGUES: tuple[Mapping[str, str], ...] = (
    {
        "name": GUNVOR,
        "role": "handledare",
        "workplace": "Lingonets vårdcentral",
        "email": "gunvor.tjarnstig@example.org",
        "specialist_on": "-4700",
        "supervisor_training_on": "-3900",
    },
    {
        "name": LJUNGSKAR,
        "role": "handledare",
        "workplace": "Lingonets vårdcentral",
        "phone": "070-174 06 11",
        "specialist_on": "-2200",
        "supervisor_training_on": "-400",
    },
    {
        "name": MEHRNAZ,
        "role": "handledare",
        "workplace": "Lingonets vårdcentral",
        "email": "mehrnaz.shirinfors@example.org",
        "specialist_on": "-900",
        "note": "Handledarutbildning bokad till våren.",
    },
    {
        "name": DIRECTOR,
        "role": "studierektor",
        "workplace": "Primärvårdens studierektorer",
        "email": "elva.rimnas@example.org",
        "phone": "070-174 06 20",
    },
    {
        "name": "Tuva Kråkstad",
        "role": "kontakt",
        "workplace": "HR, rekrytering",
        "phone": "070-174 06 33",
        "note": "Svarar snabbast på förmiddagen.",
    },
)
