"""Who has been erased, kept outside the register by their ids: a backup that is restored still has them.

The list names nobody. It lies beside the register, and a copy beside each backup, so that whoever is restored from
another folder is known there too. Lists are only ever added to.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

from models.faults import StorageFault
from models.storage.durable import write_whole
from models.storage.faults import explain
from models.storage.place import ERASED

Erased = Mapping[UUID, date]  # the day of the erasure by id


def read_erased(file: Path) -> Erased:
    """The list in a file; empty where there is no file. Raises StorageFault where it is damaged."""
    try:
        said = json.loads(file.read_bytes())
        return {UUID(one["id"]): date.fromisoformat(one["dag"]) for one in said["raderade"]}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise StorageFault(f"{file} är skadad: vilka som har raderats kan inte läsas där.") from error


def known_erased(file: Path) -> Erased:
    """The list in a file, as far as it can be read: `check` names one that cannot."""
    try:
        return read_erased(file)
    except StorageFault:
        return {}


def list_faults(file: Path) -> tuple[str, ...]:
    """What is wrong with the list in a file, for `check`."""
    try:
        read_erased(file)
    except StorageFault as fault:
        return (str(fault),)
    return ()


def note_erased(file: Path, erased: Erased) -> None:
    """Add to the list; one that is damaged is written anew. Raises StorageFault, with the list as it was."""
    known = known_erased(file)
    said = {**erased, **known}
    if said != known:
        people = [{"id": str(key), "dag": day.isoformat()} for key, day in sorted(said.items())]
        try:
            write_whole(file, json.dumps({"raderade": people}, indent=1).encode())
        except OSError as error:
            raise explain(error) or StorageFault(f"{file} kunde inte skrivas.") from error


def carry_erased(source: Path, target: Path) -> None:
    """Let the folder of a register know what that of a backup knows, or the other way. Raises StorageFault."""
    note_erased(target / ERASED, known_erased(source / ERASED))
