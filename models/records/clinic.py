"""The clinic: one row, made by the welcome; and the addresses that it has written down for its letters."""

from peewee import BooleanField, DateField, IntegerField, TextField

from models.records.base import UtcDateTimeField, Versioned
from models.rules.retention import USUAL_BACKUP_DAYS


class Clinic(Versioned):
    name = TextField()
    region = TextField()
    private = BooleanField()
    listed = IntegerField()
    chief = TextField()
    agreement = BooleanField(null=True)
    stable = BooleanField(null=True)
    created_at = UtcDateTimeField()
    lock_after = IntegerField(default=10)
    second_folder = TextField(default="")
    keep_years = IntegerField(null=True)
    keep_years_employed = IntegerField(null=True)
    keep_decision = TextField(default="")
    keep_decided_on = DateField(null=True)
    keep_backups_days = IntegerField(default=USUAL_BACKUP_DAYS)


class Mailbox(Versioned):
    """Where the clinic's letters to a role of the pack go, when the pack itself has no address."""

    role = TextField(unique=True)
    address = TextField()
