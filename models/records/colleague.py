"""People other than candidates: handledare, studierektorer and other contacts."""

from peewee import BooleanField, DateField, TextField

from models.records.base import Versioned


class Colleague(Versioned):
    name = TextField()
    role = TextField()
    workplace = TextField(default="")
    email = TextField(default="")
    phone = TextField(default="")
    specialist_on = DateField(null=True)
    supervisor_training_on = DateField(null=True)
    note = TextField(default="")
    archived = BooleanField(default=False)
