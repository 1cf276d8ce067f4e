"""The keyring that belongs to an encrypted register, as the register knows it."""

from peewee import Check, IntegerField, TextField

from models.records.base import Record


class HeldKeyring(Record):
    """One row, which `models.storage.held` keeps: its text, that of one on its way, and when another was found."""

    id = IntegerField(primary_key=True, constraints=[Check('"id" = 1')], default=1)
    held = TextField()
    coming = TextField(default="")
    refused_at = TextField(default="")
