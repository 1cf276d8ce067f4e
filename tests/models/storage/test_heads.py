"""The last links kept beside a register: they tell of a log that was cut off, and never of one that was restored."""

import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from models.faults import StorageFault
from models.queries.check import check_register
from models.register import Register
from models.storage.backup import back_up, restore
from models.storage.connection import connection
from models.storage.heads import head_of, kept_heads
from models.storage.migrations import APPLICATION_ID, CHAINED, migrate, read_steps
from models.storage.place import Place, manifest_beside
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic
from tests.models.queries.tampering import tamper

CUT = (
    "DELETE FROM audit_payload WHERE entry IN (SELECT id FROM audit WHERE seq > {0}); DELETE FROM audit WHERE seq > {0}"
)


async def check(place: Place) -> tuple[str, ...]:
    """What the check says of a closed register, by all that is kept beside it."""
    heads, faults = kept_heads(place)
    with closing(Register(place, lambda: NOW)) as register:
        return (*await register.ask(check_register, register.today, heads), *faults)


async def add(place: Place, name: str) -> None:
    """One more entry."""
    with closing(Register(place, lambda: NOW)) as register:
        await make_candidate(register, name=name)


def keep(place: Place, name: str) -> Path:
    """A backup in its usual folder."""
    return back_up(place.file, place.backups / f"{name}.db", NOW)


@pytest.fixture
async def kept(place: Place) -> Path:
    """A backup of a register of two entries."""
    with closing(Register(place, lambda: NOW)) as register:
        await make_clinic(register)
    await add(place, "Ett")
    return keep(place, "ett")


async def test_a_log_cut_off_behind_a_backup_is_told_by_its_manifest(place: Place, kept: Path) -> None:
    await add(place, "Två")
    keep(place, "två")
    assert await check(place) == ()
    tamper(place.file, f"{CUT.format(2)}; PRAGMA foreign_keys = ON; DELETE FROM candidate WHERE name = 'Två'")  # noqa: S608
    (cut,) = await check(place)
    assert cut.endswith("hade 3 poster enligt säkerhetskopian två: slutet är borttaget.")
    assert kept.exists()


@pytest.mark.parametrize("days", [1, 0, -365], ids=["a day later", "at once", "with the clock set back"])
async def test_a_restore_is_no_tampering_whichever_way_it_goes(place: Place, kept: Path, days: int) -> None:
    """Back, on along another way, and forth to what was put aside: each log is whole, and none is the others' end."""
    clock = NOW
    await add(place, "Två")
    two = keep(place, "två")
    for source, name in ((kept, "Två på annat vis"), (two, "Tre"), (kept, "Två en tredje gång")):
        clock += timedelta(days=days, seconds=1)
        restore(place, source, clock)
        assert await check(place) == ()
        await add(place, name)
        keep(place, name)
        assert await check(place) == ()


async def test_a_log_cut_off_behind_what_was_restored_is_told(kept: Path, tmp_path: Path) -> None:
    there = Place(tmp_path / "en ny dator")
    restore(there, kept, NOW)
    tamper(there.file, f"{CUT.format(1)}; PRAGMA foreign_keys = ON; DELETE FROM candidate")  # noqa: S608
    (cut,) = await check(there)
    assert cut.endswith("hade 2 poster enligt den senaste återläsningen: slutet är borttaget.")


async def test_a_backup_made_after_a_restore_is_held_against_the_log_again(place: Place, kept: Path) -> None:
    await add(place, "Två")
    keep(place, "två")
    restore(place, kept, NOW)
    await add(place, "Två på annat vis")
    keep(place, "annat")
    tamper(place.file, f"{CUT.format(2)}; PRAGMA foreign_keys = ON; DELETE FROM candidate WHERE name > 'Två'")  # noqa: S608
    (cut,) = await check(place)
    assert cut.endswith("enligt säkerhetskopian annat: slutet är borttaget.")


async def test_a_backup_from_before_there_was_a_chain_puts_every_log_aside(place: Place, kept: Path) -> None:
    old = kept.with_name("gammal.db")
    with connection(old) as opened:
        opened.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(old, lambda _step: None, read_steps()[: CHAINED - 1])
    assert head_of(old, None) is None
    restore(place, old, NOW)
    assert await check(place) == ("Ingen vårdcentral är inlagd.",)


async def test_a_restore_that_fails_puts_nothing_aside(place: Place, kept: Path) -> None:
    await add(place, "Två")
    two = keep(place, "två")
    restore(place, kept, NOW)
    note = place.restored.read_bytes()
    (place.keyring / "i vägen").mkdir(parents=True)
    with pytest.raises(StorageFault):
        restore(place, two, NOW + timedelta(days=1))
    shutil.rmtree(place.keyring)
    assert place.restored.read_bytes() == note
    assert await check(place) == ()


def test_a_backup_that_does_not_end_as_its_manifest_says_is_not_restored(place: Place, kept: Path) -> None:
    tamper(kept, CUT.format(1))
    with pytest.raises(StorageFault, match=r"slutar inte så som det står i ett\.json"):
        restore(place, kept, NOW)
    assert not place.restored.exists()


@pytest.mark.parametrize("text", ["", "7", "{}", '{"kedja": 7, "ersatta": []}', '{"kedja": null, "ersatta": null}'])
async def test_what_cannot_be_read_is_told(place: Place, kept: Path, text: str) -> None:
    restore(place, kept, NOW)
    place.restored.write_text(text)
    assert await check(place) == (f"{place.restored} är skadad: vad som senast återlästes kan inte läsas.",)
    place.restored.unlink()
    manifest_beside(kept).write_text(text)
    (fault,) = await check(place)
    assert fault.endswith("kopians uppgifter kan inte läsas.")
