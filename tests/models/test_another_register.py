"""A backup of another register than the one whose place it is to take is called that, before it is restored."""

import asyncio
from pathlib import Path

import pytest

from models.copies import Copy
from models.queries.drafts import NEW_CANDIDATE
from models.register import Register
from models.restoring import Restoration, compare, key_of_then
from models.storage.backup import back_up
from models.storage.difference import difference
from models.storage.keeping import copy_of
from models.storage.place import Place
from screens.backup_text import difference_lines, restoration_text, restore_text
from tests.conftest import NOW
from tests.locked import door_at
from tests.making import make_candidate, make_clinic, make_colleague
from tests.models.signing_in import make_signing_in, signed_in
from tests.models.storage.locked import YLVA_TYPES
from tests.models.test_backups import backed_up

HERE = "Kopian är av ett annat register än det som ligger här."
LOST = "Kopian är av ett annat register än det som har legat här."


@pytest.fixture
async def anothers(tmp_path: Path) -> Copy:
    """A backup on a stick, of a register whose chief types the same."""
    other = Place(tmp_path / "annat")
    await make_signing_in(other)
    async with signed_in(other) as chief:
        await make_candidate(chief, name="Annans Granlund")
        await make_colleague(chief, name="Annans Gran")
        await make_clinic(chief, version=1, name="En annan vårdcentral", mailboxes={"studierektor": "sr@exempel.se"})
        await chief.keep_draft(NEW_CANDIDATE, {"name": "Annans Halva"})
        return copy_of(back_up(other.file, tmp_path / "usb" / "kopia.db", NOW, chief.key))


@pytest.fixture
async def own(place: Place) -> Copy:
    """A backup of the register in place, beside it and from before its key was changed."""
    await make_signing_in(place)
    async with signed_in(place) as chief:
        return await backed_up(chief)


async def test_over_a_register_that_can_be_opened_it_is_said_first_and_nothing_of_a_time_after_the_backup(
    place: Place, own: Copy, anothers: Copy
) -> None:
    async with signed_in(place) as chief:
        told = await compare(chief, anothers, await key_of_then(chief, anothers, *YLVA_TYPES))
        lines = [*difference_lines(told)]
        assert not (await compare(chief, own, chief.key)).another
    assert lines[:4] == [
        HERE,
        "2 händelser i registrets logg försvinner.",
        "5 händelser i kopians logg kommer i stället.",
        "Finns i kopian, och inte här: Annans Granlund.",
    ]
    assert {
        "Handledare och andra kontakter som finns i kopian, och inte här: Annans Gran.",
        "Adresser som breven går till: 1 finns i kopian.",
        "Dina utkast som finns i kopian, och inte här: kandidat.",
        "Vårdcentralens uppgifter blir som i kopian:",
        "Återställningsnyckeln blir den som gäller i kopian.",
    } <= {*lines}
    assert not [line for line in lines if "tillbaka" in line or " då" in line]
    assert (
        "Lösenord och roller blir som i kopian: efteråt loggar du in med ett lösenord som gäller där."
        in restore_text(told)
    )


async def test_a_plain_register_is_told_from_another_by_its_log(place: Place, tmp_path: Path) -> None:
    copies = []
    for there in (place, Place(tmp_path / "annat")):
        register = Register(there, lambda: NOW)
        empty = back_up(there.file, tmp_path / f"{there.folder.name} tom.db", NOW)
        await make_clinic(register)
        copies.append(back_up(there.file, tmp_path / f"{there.folder.name}.db", NOW))
        register.close()
        assert not difference(there.file, None, empty, None).another
    assert [difference(place.file, None, copy, None).another for copy in copies] == [False, True]


async def asked_of(place: Place, copy: Copy) -> Restoration:
    return await asyncio.to_thread(door_at(place, lambda: NOW).restoration, copy, *YLVA_TYPES)


async def test_in_the_place_of_a_lost_one_it_is_told_by_its_keyring_or_those_of_its_backups(
    place: Place, own: Copy, anothers: Copy, tmp_path: Path
) -> None:
    place.file.write_bytes(b"")
    assert LOST in restoration_text(await asked_of(place, anothers))
    place.file.unlink()
    for is_left in (True, False):
        assert place.keyring.exists() is is_left
        text = restoration_text(await asked_of(place, anothers))
        assert text.startswith(f"{LOST}\nInget register ersätts: kopian läggs i {place.folder}.\n")
        assert LOST not in restoration_text(await asked_of(place, own))
        place.keyring.unlink(missing_ok=True)
    assert LOST not in restoration_text(await asked_of(Place(tmp_path / "en ny dator"), anothers))
