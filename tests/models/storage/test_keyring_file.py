"""The keyring's file: no name in it, written whole, and whatever is wrong with it is told in Swedish."""

import json
import random
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.faults import NewerRegister, StorageFault, WrongPassword
from models.storage.durable import unfinished
from models.storage.keyring import remove_slot, unlock, unlock_by_recovery_key, with_new_key
from models.storage.keyring_text import (
    _checksum,
    keyring_of_text,
    read_keyring,
    text_of_keyring,
    write_keyring,
)
from models.storage.place import Place
from tests.models.storage.locked import GUNVOR, GUNVOR_TYPES, YLVA_TYPES, Locked


def test_it_comes_back_as_it_was_written_with_one_key_and_with_two(place: Place, made: Locked) -> None:
    assert read_keyring(place.keyring) == made.keyring
    both, _new = with_new_key(made.keyring, made.key)
    write_keyring(place.keyring, both)
    assert read_keyring(place.keyring) == both
    assert set(place.folder.iterdir()) == {place.keyring, place.beginning}


@pytest.mark.usefixtures("made")
def test_only_we_ourselves_may_read_it(place: Place) -> None:
    assert stat.S_IMODE(place.keyring.stat().st_mode) == 0o600


def test_no_name_and_no_password_is_in_it(place: Place, made: Locked) -> None:
    text = place.keyring.read_text("utf-8").casefold()
    for word in (*YLVA_TYPES, *GUNVOR_TYPES, "ylva", "gunvor", made.recovery_key, made.key.hex()):
        assert word.casefold() not in text


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (lambda file: file.unlink(), "saknas, och utan den kan registret inte öppnas"),
        (lambda file: file.write_bytes(b""), "skadad eller inte skriven av ST-kollen"),
        (lambda file: file.write_bytes(file.read_bytes()[:-20]), "skadad eller inte skriven av ST-kollen"),
        (lambda file: file.write_bytes(file.read_bytes()[:300]), "skadad eller inte skriven av ST-kollen"),
        (lambda file: file.write_bytes(file.read_bytes() * 2), "skadad eller inte skriven av ST-kollen"),
        (lambda file: file.write_text("namn;epost\n" * 9), "skadad eller inte skriven av ST-kollen"),
        (lambda file: file.write_text('{"checksum": 1}'), "skadad eller inte skriven av ST-kollen"),
        (lambda file: file.write_text('["checksum"]'), "skadad eller inte skriven av ST-kollen"),
        (lambda file: file.write_text("7"), "skadad eller inte skriven av ST-kollen"),
        (lambda file: file.write_text("[" * 100_000), "skadad eller inte skriven av ST-kollen"),
        (lambda file: file.write_bytes(bytes(range(256)) * 40), "skadad eller inte skriven av ST-kollen"),
        (lambda file: file.write_bytes(b" " * 3_000_000), "skadad eller inte skriven av ST-kollen"),
        (lambda file: (file.unlink(), file.mkdir()), "går inte att läsa"),
    ],
    ids=[
        "missing",
        "empty",
        "cut",
        "cut short",
        "twice",
        "csv",
        "json",
        "list",
        "number",
        "deep",
        "random",
        "large",
        "dir",
    ],
)
@pytest.mark.usefixtures("made")
def test_what_is_no_keyring_is_told(place: Place, write: Callable[[Path], object], said: str) -> None:
    write(place.keyring)
    with pytest.raises(StorageFault, match=said):
        read_keyring(place.keyring)


def altered(made: Locked, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The file as somebody who knows its format would alter it, checksum and all."""
    body = json.loads(text_of_keyring(made.keyring))
    del body["checksum"]
    change(body)
    return json.dumps({**body, "checksum": _checksum(body)}).encode()


def test_a_newer_format_asks_for_a_newer_program(place: Place, made: Locked) -> None:
    place.keyring.write_bytes(altered(made, lambda body: body.update(format=2, slots="något annat")))
    with pytest.raises(NewerRegister, match=r"nyare version av ST-kollen\. Uppdatera programmet"):
        read_keyring(place.keyring)


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.update(salt="00"),
        lambda body: body.update(salt=7),
        lambda body: body.update(register="x"),
        lambda body: body.update(slots=None),
        lambda body: body.pop("generations"),
        lambda body: body["slots"][0].pop("public"),
        lambda body: body["slots"][0].update(public="00"),
        lambda body: body["slots"][0].update(salt="00"),
        lambda body: body["slots"][0].update(boxed="x"),
        lambda body: body["slots"][0]["argon2id"].update(memory=1024**3),
        lambda body: body["slots"][0]["argon2id"].update(memory=0),
        lambda body: body["slots"][0]["argon2id"].update(lanes=2),
        lambda body: body["slots"][0]["argon2id"].update(passes="3"),
        lambda body: body["slots"][0]["argon2id"].update(extra=3),
        lambda body: body["generations"][0].update(number=-1),
        lambda body: body["generations"][0].update(number=10**30),
        lambda body: body["generations"][0].update(sealed=[1]),
        lambda body: body["generations"].append(7),
        lambda body: body.update(generations=[]),
        lambda body: body.update(generations=body["generations"] * 3),
    ],
)
def test_what_the_program_would_not_have_written_is_told(
    place: Place, made: Locked, change: Callable[[dict[str, Any]], object]
) -> None:
    place.keyring.write_bytes(altered(made, change))
    with pytest.raises(StorageFault, match="ändrad av någon annan"):
        read_keyring(place.keyring)


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body["slots"][0].update(boxed=""),
        lambda body: body["slots"][0].update(hint=None),
        lambda body: body["slots"][0].update(hint="0"),
        lambda body: body.update(slots=[]),
        lambda body: body["generations"][0].update(sealed={}),
        lambda body: body["generations"][0].update(proof="00"),
        lambda body: body["generations"][0].update(number=3),
        lambda body: body["slots"].pop(1),
    ],
)
def test_what_is_altered_with_care_opens_nothing(
    place: Place, made: Locked, change: Callable[[dict[str, Any]], object]
) -> None:
    place.keyring.write_bytes(altered(made, change))
    keyring = read_keyring(place.keyring)
    with pytest.raises(StorageFault):
        unlock(keyring, *YLVA_TYPES)
    with pytest.raises(StorageFault):
        remove_slot(keyring, made.key, GUNVOR)


def test_a_changed_byte_is_told_or_harmless_in_200_places(made: Locked) -> None:
    """Harmless: a space, or the case of a digit, that reads as before. A wrong password is never said instead."""
    text, chance = text_of_keyring(made.keyring), random.Random(4)
    told = 0
    for at in chance.sample(range(len(text)), 200):
        damaged = bytearray(text)
        damaged[at] ^= 1 << chance.randrange(8)
        try:
            keyring = keyring_of_text(bytes(damaged), Path("x"))
        except StorageFault as fault:
            assert "skadad" in str(fault)
            told += 1
        else:
            assert keyring == made.keyring
    assert told > 150


@pytest.mark.usefixtures("made")
def test_a_wrong_recovery_key_is_told(place: Place) -> None:
    with pytest.raises(WrongPassword, match="Återställningsnyckeln är fel"):
        unlock_by_recovery_key(read_keyring(place.keyring), "0" * 30)


def test_a_keyring_that_cannot_be_written_leaves_the_old_one(place: Place, made: Locked) -> None:
    before = place.keyring.read_bytes()
    unfinished(place.keyring).mkdir()
    with pytest.raises(StorageFault, match="kunde inte skrivas"):
        write_keyring(place.keyring, remove_slot(made.keyring, made.key, GUNVOR))
    assert place.keyring.read_bytes() == before
