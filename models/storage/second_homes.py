"""The folders that copies of the backups have gone to, remembered outside what a restore or a setting takes back.

The list lies beside the register. A folder's path may name somebody, as `/media/` and a user name does: each is closed
under the register's key, once for each key that the register has had since, so that an older backup's key opens it too.
One that the key of now does not open is left as it is. A plain register, such as a demo, has no second folder.
"""

import hmac
import json
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from models.faults import StorageFault
from models.storage.durable import write_whole
from models.storage.faults import explain
from models.storage.place import Place

_BOUND = b"st-kollen second folder"


class Use(StrEnum):
    """Whether a folder gets the backups: now, no longer, or no longer since a restore took the setting back."""

    PRESENT = "nu"
    FORMER = "förut"
    DROPPED = "återläst"


@dataclass(frozen=True)
class Home:
    """This register's own folder in a second folder, and when its oldest copy was made, as it was last seen."""

    folder: Path
    oldest: datetime
    use: Use = Use.PRESENT


def known_homes(place: Place, key: bytes | None) -> tuple[Home, ...]:
    """Those that may have copies, as far as the list can be read."""
    return tuple(home for boxes in _listed(place) if (home := _home_in(boxes, key)) is not None)


def note_home(place: Place, key: bytes | None, folder: Path, oldest: datetime) -> None:
    """A copy as old as this is to go there. Raises StorageFault."""
    was = next((home for home in known_homes(place, key) if home.folder == folder), Home(folder, oldest))
    _put(place, key, replace(was, oldest=min(was.oldest, oldest), use=Use.PRESENT))


def name_only(place: Place, key: bytes | None, folder: Path) -> None:
    """No other folder than this gets the backups from now on. Raises StorageFault."""
    for home in known_homes(place, key):
        if home.folder != folder:
            _put(place, key, replace(home, use=Use.FORMER))


def name_none(place: Place, key: bytes | None, use: Use = Use.FORMER) -> None:
    """No folder gets the backups from now on; the one that did is a former one, or dropped. Raises StorageFault."""
    for home in known_homes(place, key):
        if home.use is Use.PRESENT:
            _put(place, key, replace(home, use=use))


def decide_none(place: Place, key: bytes | None) -> tuple[Path, ...]:
    """That none gets the backups was a restore's doing, and is now decided; those that did. Raises StorageFault."""
    dropped = [home for home in known_homes(place, key) if home.use is Use.DROPPED]
    for home in dropped:
        _put(place, key, replace(home, use=Use.FORMER))
    return tuple(home.folder for home in dropped)


def see_home(place: Place, key: bytes | None, home: Home, oldest: datetime | None) -> None:
    """What was found there now; one that gets backups no longer and has none is forgotten. Raises StorageFault."""
    if oldest is not None:
        _put(place, key, replace(home, oldest=oldest))
    elif home.use is not Use.PRESENT:
        forget_home(place, key, home.folder)


def forget_home(place: Place, key: bytes | None, folder: Path) -> None:
    """There are no copies there any longer. Raises StorageFault."""
    _write(place, [boxes for boxes in _listed(place) if not _is_of(boxes, key, folder)])


def close_anew(place: Place, key: bytes | None, new: bytes | None) -> None:
    """Let a new key open what one opens, which that one goes on doing. Raises StorageFault."""
    if key is None or new is None or key == new:
        return
    entries = [(boxes, _home_in(boxes, key)) for boxes in _listed(place)]
    _write(place, [boxes if home is None else _with(boxes, home, new) for boxes, home in entries])


def _put(place: Place, key: bytes | None, home: Home) -> None:
    """In the place of what was known of the folder."""
    if key is None or home in known_homes(place, key):
        return
    entries = _listed(place)
    was = next((boxes for boxes in entries if _is_of(boxes, key, home.folder)), [])
    _write(place, [*(boxes for boxes in entries if boxes is not was), _with(was, home, key)])


def _with(boxes: list[str], home: Home, key: bytes) -> list[str]:
    """What other keys open is left."""
    return [*(box for box in boxes if _opened(box, key) is None), _box(home, key)]


def _listed(place: Place) -> list[list[str]]:
    """The boxes of each; a damaged list is written anew."""
    try:
        said = json.loads(place.homes.read_bytes())
        return [[str(box) for box in boxes] for boxes in said["mappar"]]
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return []


def _write(place: Place, entries: list[list[str]]) -> None:
    try:
        if entries:
            write_whole(place.homes, json.dumps({"mappar": entries}, indent=1).encode())
        else:
            place.homes.unlink(missing_ok=True)
    except OSError as error:
        raise explain(error) or StorageFault(f"{place.homes} kunde inte skrivas.") from error


def _is_of(boxes: list[str], key: bytes | None, folder: Path) -> bool:
    home = _home_in(boxes, key)
    return home is not None and home.folder == folder


def _home_in(boxes: list[str], key: bytes | None) -> Home | None:
    return next(filter(None, (_opened(box, key) for box in boxes)), None)


def _box(home: Home, key: bytes) -> str:
    from models.storage.crypto import box  # noqa: PLC0415  only where something is encrypted

    said = {"mapp": str(home.folder), "aldst": home.oldest.isoformat(), "bruk": home.use.value}
    return box(_own_key(key), json.dumps(said).encode(), _BOUND).hex()


def _opened(boxed: str, key: bytes | None) -> Home | None:
    """None where the key does not open it."""
    from models.storage.crypto import DoesNotOpen, unbox  # noqa: PLC0415  only where something is encrypted

    if key is None:
        return None
    try:
        said = json.loads(unbox(_own_key(key), bytes.fromhex(boxed), _BOUND))
        return Home(Path(said["mapp"]), datetime.fromisoformat(said["aldst"]), Use(said["bruk"]))
    except (DoesNotOpen, ValueError):
        return None


def _own_key(key: bytes) -> bytes:
    return hmac.digest(key, _BOUND, "sha256")
