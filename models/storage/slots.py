"""One slot of the keyring: a key pair whose private half is closed under what its owner types.

What is sealed to the public half can be read by the owner and nobody else, so that the register's key can be changed
without asking anybody for a password.
"""

import os
from dataclasses import dataclass, field
from hashlib import blake2b
from uuid import UUID

from models.faults import WrongPassword
from models.storage.crypto import SALT_BYTES, Cost, DoesNotOpen, box, new_pair, stretch, unbox
from models.storage.passwords import read_user_name


@dataclass(frozen=True)
class Slot:
    """A user's slot, by the user's id; or the recovery key's, which has an id of its own and no hint."""

    id: UUID
    hint: int | None
    public: bytes
    salt: bytes = field(repr=False)
    cost: Cost = field(repr=False)
    boxed: bytes = field(repr=False)

    @property
    def is_recovery(self) -> bool:
        return self.hint is None


def hint_of(file_salt: bytes, user_name: str) -> int:
    """One byte of a user name: the right slot is tried first. It names nobody, but whoever guesses can test a guess."""
    return blake2b(read_user_name(user_name).encode(), digest_size=1, key=file_salt).digest()[0]


def make_slot(owner: UUID, user_name: str | None, password: str, file_salt: bytes, cost: Cost) -> Slot:
    """A slot for a user, or for the recovery key (no user name). Takes as long as Argon2id does."""
    private, public = new_pair()
    salt = os.urandom(SALT_BYTES)
    hint = None if user_name is None else hint_of(file_salt, user_name)
    return Slot(
        owner, hint, public, salt, cost, box(stretch(password, salt, cost), private, _bound(owner, public, user_name))
    )


def open_slot(slot: Slot, user_name: str | None, password: str) -> bytes:
    """The private key in a slot. Takes as long as Argon2id does. Raises WrongPassword, without words."""
    try:
        key = stretch(password, slot.salt, slot.cost)
        return unbox(key, slot.boxed, _bound(slot.id, slot.public, user_name))
    except DoesNotOpen:
        raise WrongPassword from None


def _bound(owner: UUID, public: bytes, user_name: str | None) -> bytes:
    name = b"" if user_name is None else read_user_name(user_name).encode()
    return owner.bytes + public + name
