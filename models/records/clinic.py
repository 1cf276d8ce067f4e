"""The clinic: one row, made by the welcome."""

from peewee import BooleanField, IntegerField, TextField

from models.records.base import UtcDateTimeField, Versioned


class Clinic(Versioned):
    name = TextField()
    region = TextField()
    private = BooleanField()
    listed = IntegerField()
    chief = TextField()
    created_at = UtcDateTimeField()
