"""The keyring: who can open the register, and the register's key sealed to each of them. No file is touched here.

What it protects against, and what not: whoever has the disk but nothing to type reads nothing, and changes nothing in
the keyring unnoticed. Whoever has had the register's key can read all that it closes: after a user has been removed the
key is changed (`models.storage.rotation`), and copies made before that stay readable with the removed user's password.
"""

import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from models.faults import DamagedRegister, StorageFault, WrongPassword
from models.ids import new_id
from models.storage.crypto import KEY_BYTES, SALT_BYTES, USUAL, Cost, DoesNotOpen, seal, unseal
from models.storage.keyring_text import Generation, Keyring, sealed_text
from models.storage.passwords import check_new_password, read_password, read_recovery_key
from models.storage.slots import Slot, hint_of, make_slot, open_slot

_ALTERED = "Nyckelknippan är skadad eller ändrad. Återläs en säkerhetskopia, eller lägg tillbaka dess nyckelknippa."


@dataclass(frozen=True)
class Unlocked:
    """Who it was (nobody, with the recovery key), and the register's keys, newest first: one, or two in a rotation."""

    user: UUID | None
    keys: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True)
class Made:
    """A new keyring, and the register's key."""

    keyring: Keyring
    key: bytes = field(repr=False)


def make_keyring(user: UUID, user_name: str, password: str, cost: Cost = USUAL) -> Made:
    """A keyring for a register's first user, without a recovery key so far. Raises WeakPassword."""
    bare = Keyring(new_id(), os.urandom(SALT_BYTES), (), ())
    key = os.urandom(KEY_BYTES)
    first = make_slot(user, user_name, check_new_password(password), bare.salt, cost)
    return Made(_with_slots(bare, (first,), 1, key), key)


def unlock(keyring: Keyring, user_name: str, password: str) -> Unlocked:
    """The register's keys for a user; takes as long as Argon2id does, seldom twice.

    Raises WrongPassword, and StorageFault where the keyring has been altered.
    """
    slot, private = _opened(keyring, user_name, password)
    return Unlocked(slot.id, _keys(keyring, slot, private))


def unlock_by_recovery_key(keyring: Keyring, typed: str) -> Unlocked:
    """The register's keys for whoever has the recovery key. Raises as `unlock` does."""
    letters = read_recovery_key(typed)
    if not keyring.has_recovery_key:
        raise WrongPassword("Här gäller ingen återställningsnyckel: ingen har bekräftats. Logga in med ett lösenord.")
    for slot in keyring.slots:
        if slot.is_recovery:
            try:
                return Unlocked(None, _keys(keyring, slot, open_slot(slot, None, letters)))
            except WrongPassword:
                continue
    raise WrongPassword("Återställningsnyckeln är fel. Jämför med papperet och försök igen.")


def put_slot(keyring: Keyring, key: bytes, user: UUID, user_name: str, password: str, *, cost: Cost = USUAL) -> Keyring:
    """With a slot for a user, new or in place of the one they had: forgotten password, new user name.

    Needs the register's key. Raises WeakPassword, and StorageFault where the key is another's.
    """
    slot = make_slot(user, user_name, check_new_password(password), keyring.salt, cost)
    return _reclosed(keyring, key, (*_without(keyring, user), slot))


def keep_slot(keyring: Keyring, key: bytes, slot: Slot) -> Keyring:
    """With a slot as it is in a later keyring of the same register, so that its password is the later one."""
    return _reclosed(keyring, key, (*_without(keyring, slot.id), slot))


def change_password(keyring: Keyring, key: bytes, user_name: str, old: str, new: str, *, cost: Cost = USUAL) -> Keyring:
    """With one's own password changed; nothing in the register is encrypted anew.

    Raises WrongPassword, WeakPassword, and StorageFault where the key is another's.
    """
    slot, _ = _opened(keyring, user_name, old)
    return put_slot(keyring, key, slot.id, user_name, new, cost=cost)


def remove_slot(keyring: Keyring, key: bytes, user: UUID) -> Keyring:
    """Without a user's slot: they can no longer open this register. Raises StorageFault for the last user."""
    left = _without(keyring, user)
    if all(slot.is_recovery for slot in left):
        raise StorageFault("Den sista användaren kan inte tas bort: ingen skulle kunna öppna registret.")
    return _reclosed(keyring, key, left)


def put_recovery_key(keyring: Keyring, key: bytes, recovery_key: str, *, cost: Cost = USUAL) -> Keyring:
    """With a recovery key in force, in place of the old where there was one. Raises StorageFault."""
    slot = make_slot(new_id(), None, read_recovery_key(recovery_key), keyring.salt, cost)
    users = tuple(one for one in keyring.slots if not one.is_recovery)
    return _reclosed(keyring, key, (*users, slot))


def with_new_key(keyring: Keyring, key: bytes) -> tuple[Keyring, bytes]:
    """With a second generation, sealed to the same slots, and its key. Raises StorageFault."""
    old = generation_of(keyring, key)
    new = os.urandom(KEY_BYTES)
    ahead = _with_slots(keyring, keyring.slots, old.number + 1, new)
    return replace(keyring, generations=(old, *ahead.generations)), new


def settled(keyring: Keyring, key: bytes) -> Keyring:
    """With one generation only: the one that the register is under. Raises StorageFault."""
    return replace(keyring, generations=(generation_of(keyring, key),))


def generation_of(keyring: Keyring, key: bytes) -> Generation:
    """The generation whose key this is, with nothing in the keyring changed. Raises StorageFault."""
    for generation in keyring.generations:
        if hmac.compare_digest(generation.proof, _proof(keyring, generation, key)):
            return generation
    raise DamagedRegister(_ALTERED)


def _opened(keyring: Keyring, user_name: str, password: str) -> tuple[Slot, bytes]:
    """The slot that a user name and a password open, and its private key; those without the hint are not tried."""
    hint, password = hint_of(keyring.salt, user_name), read_password(password)
    for slot in keyring.slots:
        if slot.hint == hint:
            try:
                return slot, open_slot(slot, user_name, password)
            except WrongPassword:
                continue
    raise WrongPassword("Användarnamnet eller lösenordet är fel. Kontrollera caps lock och försök igen.")


def _keys(keyring: Keyring, slot: Slot, private: bytes) -> tuple[bytes, ...]:
    newest_first = sorted(keyring.generations, key=lambda one: one.number, reverse=True)
    try:
        keys = tuple(unseal(one.sealed[slot.id], private, _bound(keyring, one.number, slot)) for one in newest_first)
    except (DoesNotOpen, KeyError):
        raise DamagedRegister(_ALTERED) from None
    for key in keys:
        generation_of(keyring, key)
    return keys


def _without(keyring: Keyring, user: UUID) -> tuple[Slot, ...]:
    return tuple(slot for slot in keyring.slots if slot.id != user)


def _reclosed(keyring: Keyring, key: bytes, slots: tuple[Slot, ...]) -> Keyring:
    return _with_slots(keyring, slots, generation_of(keyring, key).number, key)


def _with_slots(keyring: Keyring, slots: tuple[Slot, ...], number: int, key: bytes) -> Keyring:
    """These slots, and one generation whose key is sealed to each of them."""
    sealed: Mapping[UUID, bytes] = {slot.id: seal(key, slot.public, _bound(keyring, number, slot)) for slot in slots}
    bare = replace(keyring, slots=slots, generations=())
    unproved = Generation(number, sealed, b"")
    return replace(bare, generations=(replace(unproved, proof=_proof(bare, unproved, key)),))


def _bound(keyring: Keyring, number: int, slot: Slot) -> bytes:
    return keyring.register.bytes + number.to_bytes(8) + slot.id.bytes


def _proof(keyring: Keyring, generation: Generation, key: bytes) -> bytes:
    """What only a holder of the key can make: that every slot, and what is sealed to it, is as it was written."""
    return hmac.digest(key, b"st-kollen keyring: " + sealed_text(keyring, generation), "sha256")
