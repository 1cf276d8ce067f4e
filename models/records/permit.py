"""The permit to change what is guarded, for as long as one transaction."""

from peewee import Check, ForeignKeyField, IntegerField

from models.records.base import Record


class Permit(Record):
    """It refers to a row that cannot be, so that no transaction can be committed while it stands."""

    id = IntegerField(primary_key=True, constraints=[Check('"id" = 1')], default=1)
    nothing = ForeignKeyField(
        "self",
        column_name="nothing",
        deferrable="INITIALLY DEFERRED",
        constraints=[Check('"nothing" = 0')],
        default=0,
        index=False,
    )
