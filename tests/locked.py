"""Encrypted registers for tests, whose passwords cost little to try: what they cost is written in the keyring."""

from pathlib import Path

import pytest

from models.door import Door
from models.register import Clock, utc_now
from models.storage.crypto import Cost
from models.storage.keyring import put_recovery_key
from models.storage.keyring_text import read_keyring, write_keyring
from models.storage.passwords import new_recovery_key
from models.storage.place import Place
from tests.making import make_candidate, make_clinic
from tui.credentials import PASSWORD_FILE

CHEAP = Cost(passes=1, lanes=1, memory=8)
USER, PASSWORD = "ylva", "fyra ord som inte hör ihop"


def put_password(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the user's password in a file, as a script would have it."""
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    file.chmod(0o600)
    monkeypatch.setenv(PASSWORD_FILE, str(file))
    return file


def door_at(place: Place, clock: Clock = utc_now) -> Door:
    """The door of a folder, behind which new passwords cost little."""
    return Door(place, clock, CHEAP)


def make_locked(place: Place, clock: Clock = utc_now) -> str:
    """An encrypted register that has a user and no clinic yet; its recovery key."""
    register = door_at(place, clock).begin(USER, PASSWORD)
    register.close()
    assert register.key is not None
    recovery_key = new_recovery_key()
    keyring = put_recovery_key(read_keyring(place.keyring), register.key, recovery_key, cost=CHEAP)
    write_keyring(place.keyring, keyring)
    return recovery_key


async def leave_damaged_log(place: Place, clock: Clock = utc_now) -> None:
    """As a kill leaves a register after two more candidates, where the disk has then changed a bit of what it kept."""
    before = place.file.read_bytes()
    log = place.file.with_name(f"{place.file.name}-wal")
    register = door_at(place, clock).sign_in(USER, PASSWORD)
    for name in ("Amina Öst", "Bo Ek"):
        await make_candidate(register, name=name)
    left = bytearray(log.read_bytes())
    register.close()
    left[100] ^= 1
    place.file.write_bytes(before)
    log.write_bytes(left)


async def make_locked_clinic(place: Place, clock: Clock = utc_now) -> str:
    """The same with a clinic, whose chief the user is; its recovery key."""
    recovery_key = make_locked(place, clock)
    register = door_at(place, clock).sign_in(USER, PASSWORD)
    await make_clinic(register, user=register.user, sign_in=USER)
    register.close()
    return recovery_key
