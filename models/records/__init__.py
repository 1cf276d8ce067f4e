"""The Peewee tables, one file per aggregate. Only commands and queries use them."""

from models.records.audit import AuditAbout, AuditEntry
from models.records.base import Record
from models.records.candidate import Candidate, ContactNote, OpenStep, Snooze, Summary
from models.records.checklist import Checklist, OwnStep, PackText, StepRow
from models.records.clinic import Clinic, Mailbox
from models.records.colleague import Colleague
from models.records.draft import Draft
from models.records.duty import DutyDone, OpenDuty
from models.records.intake import OpenIntake

TABLES: tuple[type[Record], ...] = (
    Clinic,
    Mailbox,
    Colleague,
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
    AuditAbout,
    Draft,
)

__all__ = [
    "TABLES",
    "AuditAbout",
    "AuditEntry",
    "Candidate",
    "Checklist",
    "Clinic",
    "Colleague",
    "ContactNote",
    "Draft",
    "DutyDone",
    "Mailbox",
    "OpenDuty",
    "OpenIntake",
    "OpenStep",
    "OwnStep",
    "PackText",
    "Record",
    "Snooze",
    "StepRow",
    "Summary",
]
