"""The keyring that is the register's own, kept inside it: an older one does not open it, though its key is the same.

Without this whoever lays the keyring of an older backup beside the register signs in with the passwords of that day.
What is compared is whose slots there are, and not the keys that are sealed to them: those prove themselves.

Two files cannot be written at once. The one inside is told first what is coming, and takes both until the one beside it
has been written: killed between them, whichever of the two lies there is the register's.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.faults import StorageFault
from models.storage.connection import connection
from models.storage.faults import explain
from models.storage.keyring import settled
from models.storage.keyring_text import Keyring, keyring_of_text, read_keyring, text_of_keyring, write_keyring
from models.storage.place import Place, keyring_beside

_ANOTHER = "{} är inte registrets nyckelknippa, utan en äldre: lösenord som har bytts skulle gälla igen."
_PUT_BACK = "Den rätta är tillbaka: logga in igen, med ditt nuvarande lösenord."
_TAKE_A_COPY = "Återläs den nyaste säkerhetskopian, eller lägg tillbaka den rätta nyckelknippan."


def expect(file: Path, key: bytes, keyring: Keyring, *, forget: bool = False) -> None:
    """Tell a register, or a copy of one, that this keyring is about to lie beside it; `forget` that another has.

    One from before it held any is told nothing. Raises StorageFault.
    """
    with _opened(file, key) as opened:
        if _held(opened):
            text = text_of_keyring(keyring).decode()
            opened.execute("UPDATE held_keyring SET coming = ?", (text,))
            if forget:
                opened.execute("UPDATE held_keyring SET refused_at = ''")


def hold(place: Place, key: bytes) -> None:
    """Keep the one keyring and the one key that open the register. The caller holds the register's lock.

    The first one that it is opened with is its own. Raises StorageFault where another lies there, which is replaced.
    """
    if not place.keyring.exists():
        return
    keyring = read_keyring(place.keyring)
    whole = settled(keyring, key)
    with _opened(place.file, key) as opened:
        held = _held(opened)
        if held and not _is_one_of(whole, held):
            write_keyring(place.keyring, settled(keyring_of_text(held[-1].encode(), place.keyring), key))
            opened.execute("UPDATE held_keyring SET refused_at = strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')")
            raise StorageFault(f"{_ANOTHER.format(place.keyring)} {_PUT_BACK}")
        if whole != keyring:
            write_keyring(place.keyring, whole)
        text = text_of_keyring(whole).decode()
        if held != (text,):
            opened.execute("INSERT OR IGNORE INTO held_keyring VALUES (1, ?, '', '')", (text,))
            opened.execute("UPDATE held_keyring SET held = ?, coming = ''", (text,))


def require_held(file: Path, key: bytes, keyring: Keyring | None = None) -> None:
    """Raises StorageFault where the keyring beside a register or a backup is not its own."""
    with _opened(file, key) as opened:
        held = _held(opened)
    if held and not _is_one_of(keyring or read_keyring(keyring_beside(file)), held):
        raise StorageFault(f"{_ANOTHER.format(keyring_beside(file))} {_TAKE_A_COPY}")


def refused_at(file: Path, key: bytes) -> str:
    """When another keyring was last found beside the register, since its key was changed; empty for never."""
    with _opened(file, key) as opened:
        found = opened.execute("SELECT refused_at FROM held_keyring").fetchone()
    return "" if found is None else str(found[0])


def _held(opened: sqlite3.Connection) -> tuple[str, ...]:
    """The text of the keyring that is held, and of one that is coming; nothing where none has been."""
    if not opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'held_keyring'").fetchone():
        return ()
    found = opened.execute("SELECT held, coming FROM held_keyring").fetchone()
    return () if found is None else tuple(filter(None, found))


def _is_one_of(keyring: Keyring, texts: tuple[str, ...]) -> bool:
    ours = (keyring_of_text(text.encode(), Path()) for text in texts)
    same = keyring.register, keyring.salt, frozenset(keyring.slots)
    return any(same == (one.register, one.salt, frozenset(one.slots)) for one in ours)


@contextmanager
def _opened(file: Path, key: bytes) -> Iterator[sqlite3.Connection]:
    try:
        with connection(file, key) as opened:
            yield opened
    except sqlite3.Error as error:
        raise explain(error) or StorageFault(f"{file} går inte att läsa.") from error
