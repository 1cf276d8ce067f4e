"""Those who may sign in to the register."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import BooleanField, ForeignKeyField, TextField

from models.records.base import Versioned
from models.records.colleague import Colleague


class User(Versioned):
    """`sign_in` is what is typed at sign-in and never changes: the user's key slot is found by it."""

    name = TextField()
    sign_in = TextField()
    role = TextField()
    colleague = ForeignKeyField(Colleague, null=True, on_delete="RESTRICT", backref="users")
    archived = BooleanField(default=False)

    if TYPE_CHECKING:
        colleague_id: UUID | None
