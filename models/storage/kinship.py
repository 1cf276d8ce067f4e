"""Whether a backup is of another register than the one whose place it is to take: by their keyrings and their logs."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from models.faults import StorageFault
from models.storage.place import Place, keyring_beside


def is_of_another(register: Path, backup: Path, lasts: tuple[int | None, int | None], common: int | None) -> bool:
    """Held against a register that can be read: the last numbers of the two logs, and how many entries are in common.

    A register that was plain on the way from a backup has a new keyring, but its log still.
    """
    ours, theirs = ({*_ids(keyring_beside(file))} for file in (register, backup))
    if ours and theirs:
        return ours != theirs and not common
    return common == 0 and all(lasts)


def is_of_another_than_lost(place: Place, backup: Path) -> bool:
    """Where there is none that can be read: by the keyring in its place, or by those of the backups beside it."""
    theirs = {*_ids(keyring_beside(backup))}
    ours = {*_ids(place.keyring)} or {*_ids(*place.backups.rglob("*.nycklar"))}
    return bool(ours and theirs) and not theirs & ours


def _ids(*keyrings: Path) -> Iterator[UUID]:
    """The registers of the keyrings that can be read."""
    from models.storage.keyring_text import read_keyring  # noqa: PLC0415  only where something is encrypted

    for file in keyrings:
        with suppress(StorageFault):
            yield read_keyring(file).register
