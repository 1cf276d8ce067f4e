"""What the fields of the register are called, the same in forms, on screens, on paper and in the log.

By field, as the records name them. One without a name is the program's own, and is not shown.
"""

from collections.abc import Mapping

CANDIDATE = {
    "name": "Namn",
    "email": "E-post",
    "phone": "Telefon",
    "personnummer": "Personnummer",
    "interest_on": "Visade intresse",
    "planned_start_on": "Planerad start",
    "trained_in": "Utbildad i",
    "licence_number": "Legitimationskod",
    "licence_on": "Svensk legitimation",
    "has_at": "Svensk AT",
    "has_bt": "BT gjord",
    "known_in_region": "Känd i regionen",
    "earlier_st": "Tidigare ST-tjänst",
    "earlier_st_from": "Tidigare ST började",
    "earlier_st_where": "Tidigare ST var",
    "native_swedish": "Svenska modersmål",
    "language_proof": "Språkintyg",
    "language_proof_on": "Språkintyget daterat",
    "language_proof_note": "Vilket språkintyg",
    "many_applications": "Söker på fler än två",
    "curriculum": "Målbeskrivning",
    "integrated_bt": "Integrerad ST/BT",
    "bt_ruling": "Studierektors besked: BT",
    "bt_ruling_on": "Besked om BT den",
    "supervisor": "Handledare",
    "director": "Studierektor",
    "outcome": "Hur det slutade",
    "outcome_on": "Slutade den",
    "outcome_reason": "Varför",
    "employed": "Hade börjat BT eller ST",
    "archived": "I arkivet",
}

STEP = {
    "state": "Läge",
    "done_on": "Klart den",
    "by": "Av",
    "reason": "Skäl",
    "from_on": "Från",
    "to_on": "Till",
    "waiting_since": "Väntar sedan",
    "remind_on": "Påminnelse",
    "note": "Anteckning",
    "answers": "Svar",
    "asked_on": "Gäller sedan",
}

COLLEAGUE = {
    "name": "Namn",
    "role": "Roll",
    "workplace": "Arbetsplats",
    "email": "E-post",
    "phone": "Telefon",
    "specialist_on": "Specialist sedan",
    "supervisor_training_on": "Handledarutbildning",
    "note": "Anteckning",
    "archived": "Inte längre aktiv",
}

CLINIC = {
    "region": "Region",
    "name": "Vårdcentralens namn",
    "private": "Driftsform",
    "listed": "Listade patienter",
    "chief": "Chefens namn",
    "agreement": "Avtal om vårdval",
    "stable": "Stabil verksamhet",
    "lock_after": "Lås efter (minuter)",
    "second_folder": "Säkerhetskopior även i",
    "keep_years": "År, inte anställda",
    "keep_years_employed": "År, anställda",
    "keep_decision": "Gallringsbeslut",
    "keep_decided_on": "Beslutat den",
    "keep_backups_days": "Dagar, säkerhetskopior",
}

CONTACT_NOTE = {"noted_on": "Dag", "text": "Anteckning"}
CHECKLIST = {"route": "Väg", "started_on": "Räknas från", "active": "Pågår", "pack": "Rutinens version"}
OWN_STEP = {
    "title": "Vad ska göras",
    "role": "Vem",
    "force": "Kraft",
    "rule": "Varför, och hur",
    "archived": "Borttaget",
}
SNOOZE = {"until": "Vila till", "note": "Anteckning"}
MAILBOX = {"address": "E-post för breven dit"}
DUTY_DONE = {"done_on": "Klart den", "by": "Av", "note": "Anteckning"}
USER = {
    "name": "Namn",
    "sign_in": "Användarnamn",
    "role": "Roll",
    "colleague": "Bland handledarna",
    "archived": "Borttagen",
}

# By the name of their table.
FIELD_NAMES: Mapping[str, Mapping[str, str]] = {
    "candidate": CANDIDATE,
    "step": STEP,
    "colleague": COLLEAGUE,
    "clinic": CLINIC,
    "contact_note": CONTACT_NOTE,
    "checklist": CHECKLIST,
    "own_step": OWN_STEP,
    "snooze": SNOOZE,
    "mailbox": MAILBOX,
    "duty_done": DUTY_DONE,
    "user": USER,
}
