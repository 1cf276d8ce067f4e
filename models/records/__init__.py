"""The Peewee tables, one file per aggregate. Only commands and queries use them."""

from models.records.audit import AuditEntry, AuditPayload
from models.records.base import Record, Versioned
from models.records.candidate import Candidate, ContactNote, OpenStep, Snooze, Summary
from models.records.checklist import Checklist, OwnStep, PackText, StepRow
from models.records.clinic import Clinic, Mailbox
from models.records.colleague import Colleague
from models.records.draft import Draft
from models.records.duty import DutyDone, OpenDuty
from models.records.held_keyring import HeldKeyring
from models.records.intake import OpenIntake
from models.records.permit import Permit
from models.records.user import User

TABLES: tuple[type[Record], ...] = (
    Clinic,
    Mailbox,
    Colleague,
    User,
    Candidate,
    ContactNote,
    Summary,
    OpenStep,
    Snooze,
    PackText,
    Checklist,
    StepRow,
    OwnStep,
    DutyDone,
    OpenDuty,
    OpenIntake,
    AuditEntry,
    AuditPayload,
    Permit,
    HeldKeyring,
    Draft,
)
# What people change, and the log remembers, by the name of its table.
VERSIONED: dict[str, type[Versioned]] = {
    table._meta.table_name: table for table in TABLES if issubclass(table, Versioned)
}

__all__ = [
    "TABLES",
    "VERSIONED",
    "AuditEntry",
    "AuditPayload",
    "Candidate",
    "Checklist",
    "Clinic",
    "Colleague",
    "ContactNote",
    "Draft",
    "DutyDone",
    "HeldKeyring",
    "Mailbox",
    "OpenDuty",
    "OpenIntake",
    "OpenStep",
    "OwnStep",
    "PackText",
    "Permit",
    "Record",
    "Snooze",
    "StepRow",
    "Summary",
    "User",
]
