"""Every change of an open register's keyring: who has a password to it. Rights are declared as for commands.

A user is a row in the register and a slot in the keyring beside it, and no transaction holds the two together. The row
is always changed first. Killed between them, a user without a slot is one without a password, whom the chief can give
one; a slot without a user opens the file, but nothing is answered, done or copied, and it goes when a chief next signs
in. Argon2id runs where commands do: between two of them, and never on the event loop.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from models.commands.keys import note_own_password, note_password, note_recovered, note_recovery_key
from models.exchange.recovery_sheet import recovery_sheet_file
from models.faults import NoLongerUser, StorageFault, WrongPassword
from models.forms.password import KeyNoteForm, PasswordNoteForm, RecoveryKeyNoteForm
from models.forms.refusal import Refused
from models.queries.rows import rows_of
from models.records import User
from models.register import Register
from models.rights import Session, for_chief_only, for_everyone
from models.storage.crypto import USUAL
from models.storage.keyring import change_password, put_recovery_key, put_slot, remove_slot, unlock
from models.storage.keyring_text import Keyring, read_keyring, write_keyring
from models.storage.lock import RegisterLock
from models.storage.passwords import new_recovery_key as recovery_key_text
from models.storage.rotation import rotate
from models.storage.tries import TriesAt

T = TypeVar("T")

_WRONG = "Ditt nuvarande lösenord är fel. Kontrollera caps lock och försök igen."


@for_chief_only
async def users_with_password(register: Register) -> frozenset[UUID]:
    """The users who can sign in; those of a plain register have no passwords. Raises StorageFault."""
    return await register.beside(users_with_password, lambda _session: register.with_password() or frozenset())


@for_everyone
async def require_password(register: Register) -> None:
    """Raises NoLongerUser where whoever is signed in has been removed, or their password; StorageFault."""

    def look(session: Session) -> None:
        if session.user not in {slot.id for slot in read_keyring(register.place.keyring).slots}:
            raise NoLongerUser("Ditt lösenord till registret är borttaget. En chef kan ge dig ett nytt.")

    if register.key is not None and register.user is not None:
        await register.beside(require_password, look)


@for_chief_only
async def new_password_for(register: Register, user: UUID, password: str) -> None:
    """Give a user their first password, or another in place of the one they had.

    Raises Refused where there is no such user, WeakPassword and StorageFault.
    """
    await register.beside(new_password_for, partial(_edit, register, _put(register, password, user)))
    await register.do(note_password, PasswordNoteForm(user=user))


@for_chief_only
async def recover_password(register: Register, password: str) -> None:
    """Give the chief for whom the recovery key has opened the register another password.

    Raises WeakPassword and StorageFault.
    """
    await register.beside(recover_password, partial(_edit, register, _put(register, password)))
    await register.do(note_recovered, KeyNoteForm())


@for_chief_only
async def drop_keys(register: Register) -> None:
    """Take the slots of those who are no longer users out of the keyring, if there is one. Raises StorageFault."""
    if register.key is not None:
        await register.beside(drop_keys, partial(_edit, register, lambda keyring, _key, _session: keyring))


@for_everyone
async def change_own_password(register: Register, present: str, new: str) -> None:
    """Change the password of whoever is signed in.

    Raises WrongPassword where the present one is not theirs, TooManyTries, WeakPassword and StorageFault.
    """

    def change(keyring: Keyring, key: bytes, session: Session) -> Keyring:
        name, cost = _sign_in_of(session.user), register.cost or USUAL
        return _counted(register, lambda: change_password(keyring, key, name, present, new, cost=cost))

    await register.beside(change_own_password, partial(_edit, register, change))
    await register.do(note_own_password, KeyNoteForm())


@dataclass(frozen=True)
class RecoveryKey:
    """A recovery key that nobody has on paper yet, and that opens nothing before they say they have.

    `text` is shown once, `sheet` is where it may be written to be printed. `put_in_force` lets it take the place of the
    old one, if there was one; it raises Refused for whoever is no chief, and StorageFault.
    """

    text: str = field(repr=False)
    sheet: Path
    put_in_force: Callable[[], Awaitable[str]]


@for_chief_only
async def has_recovery_key(register: Register) -> bool:
    """Whether one is in force, and so on paper; a plain register needs none. Raises StorageFault."""
    if register.key is None:
        return True
    return await register.beside(
        has_recovery_key, lambda _session: read_keyring(register.place.keyring).has_recovery_key
    )


@for_chief_only
async def first_recovery_key(register: Register) -> RecoveryKey:
    """A recovery key for a register that has just been made or encrypted.

    Raises Refused where there is one already, and StorageFault.
    """

    def check(keyring: Keyring, _key: bytes, _session: Session) -> Keyring:
        if keyring.has_recovery_key:
            raise Refused("Registret har redan en återställningsnyckel.")
        return keyring

    await register.beside(first_recovery_key, partial(_edit, register, check))
    return await _drawn(register)


@for_chief_only
async def new_recovery_key(register: Register, present: str) -> RecoveryKey:
    """Another recovery key; the chief's own password is asked for. Raises as `change_own_password` does."""
    await register.beside(new_recovery_key, partial(_edit, register, _knowing(register, present)))
    return await _drawn(register)


@for_chief_only
async def rotate_key(register: Register, present: str) -> Callable[[], bytes]:
    """What encrypts the register under a new key, and gives the key; blocks, and is for when the register is closed.

    The chief's own password is asked for. Raises as `change_own_password` does; what it gives raises StorageFault.
    """
    await register.beside(rotate_key, partial(_edit, register, _knowing(register, present)))
    place, key, now = register.place, _key_of(register), register.clock()

    def work() -> bytes:
        lock = RegisterLock(place)
        lock.take(now)
        try:
            return rotate(place, key)
        finally:
            lock.free()

    return work


Edit = Callable[[Keyring, bytes, Session], Keyring]


def _edit(register: Register, edit: Edit, session: Session) -> None:
    """Change the keyring, and leave out those who are no longer users; nothing is written where nothing is changed."""
    key, there = _key_of(register), read_keyring(register.place.keyring)
    keyring, users = edit(there, key, session), _users()
    for slot in keyring.slots:
        if users and slot.id not in users and not slot.is_recovery:
            keyring = remove_slot(keyring, key, slot.id)
    if keyring is not there:
        write_keyring(register.place.keyring, keyring)


def _put(register: Register, password: str, user: UUID | None = None) -> Edit:
    """What lets a user in by a password, whoever is signed in where nobody is named. It raises Refused where there is
    no such user.
    """

    def put(keyring: Keyring, key: bytes, session: Session) -> Keyring:
        whose = user or session.user
        return put_slot(keyring, key, whose, _sign_in_of(whose), password, cost=register.cost or USUAL)

    return put


def _knowing(register: Register, present: str) -> Edit:
    """What changes nothing, and raises WrongPassword for whoever does not know their own password."""

    def check(keyring: Keyring, _key: bytes, session: Session) -> Keyring:
        _counted(register, lambda: unlock(keyring, _sign_in_of(session.user), present))
        return keyring

    return check


async def _drawn(register: Register) -> RecoveryKey:
    text = recovery_key_text()

    def renew(keyring: Keyring, key: bytes, _session: Session) -> Keyring:
        return put_recovery_key(keyring, key, text, cost=register.cost or USUAL)

    def put(session: Session) -> bool:
        """Whether there is anybody whom the log can name."""
        _edit(register, renew, session)
        return bool(_users())

    async def put_in_force() -> str:
        """What to say of it."""
        replaces = await has_recovery_key(register)
        if await register.beside(new_recovery_key, put):
            await register.do(note_recovery_key, RecoveryKeyNoteForm(replaces=replaces))
        return f"Återställningsnyckeln på papperet gäller nu.{' Den gamla gäller inte längre.' if replaces else ''}"

    whose = await register.beside(new_recovery_key, lambda _session: read_keyring(register.place.keyring).register)
    return RecoveryKey(text, recovery_sheet_file(whose, register.today), put_in_force)


def _users() -> set[UUID]:
    """Those who may sign in; nobody before the clinic is set up."""
    return {key for (key,) in rows_of(User.select(User.id).where(~User.archived))}


def _key_of(register: Register) -> bytes:
    if register.key is None:
        raise StorageFault("Registret är inte krypterat och har inga lösenord.")
    return register.key


def _sign_in_of(user: UUID) -> str:
    row = User.get_or_none((User.id == user) & ~User.archived)
    if row is None:
        raise Refused("Användaren finns inte längre.")
    return str(row.sign_in)


def _counted(register: Register, attempt: Callable[[], T]) -> T:
    """A try at the password of whoever is signed in, counted as one at the door is."""
    with TriesAt(register.place).counted(register.clock()):
        try:
            return attempt()
        except WrongPassword:
            raise WrongPassword(_WRONG) from None
