"""What restoring a backup would do to those who may sign in: their names and roles, and their passwords."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from uuid import UUID

from models.copies import UserDifference
from models.rights import Role
from models.storage.place import keyring_beside
from models.storage.slots import Slot
from models.text import swedish_key

Users = Mapping[UUID, tuple[str, Role]]  # name and role of those who may sign in, by id
Slots = Mapping[UUID, Slot]


def slots_beside(file: Path, key: bytes | None) -> Slots:
    """The slots of the keyring beside a register or a backup; none where it is plain. Raises StorageFault."""
    if key is None:
        return {}
    from models.storage.keyring_text import read_keyring  # noqa: PLC0415  only where something is encrypted

    return {slot.id: slot for slot in read_keyring(keyring_beside(file)).slots}


def user_difference(
    users: tuple[Users, Users], slots: tuple[Slots, Slots], stays: UUID | None, *, related: bool
) -> UserDifference:
    """What would be other than it is; of both pairs what is now is first. One user may `stay` chief whatever it was.

    Where the two are not `related`, a backup of another register, its users have been removed by nobody.
    """
    (ours, theirs), (now, then) = users, slots
    removed = _removed(ours, theirs, stays) if related else set()
    left = theirs.keys() - removed - {stays}
    return UserDifference(
        _in_order(ours[key][0] for key in ours.keys() - theirs.keys() - {stays}),
        _in_order(theirs[key][0] for key in left - ours.keys()),
        {key: theirs[key][0] for key in sorted(removed)},
        tuple(sorted((theirs[key] for key in left & ours.keys() if ours[key] != theirs[key]), key=_by_name)),
        _in_order(theirs[key][0] for key in left & then.keys() if now.get(key) != then[key]),
        _in_order(theirs[key][0] for key in left - then.keys() if then and (key in now or key not in ours)),
        bool(then) and _recovery(now) != _recovery(then),
        bool(then) and not _recovery(then),
        stays is not None,
    )


def _removed(ours: Users, theirs: Users, stays: UUID | None) -> set[UUID]:
    """Those who are users no longer; where nobody stays chief, those of the backup's chiefs who would leave none."""
    gone = theirs.keys() - ours.keys() - {stays} if ours else set[UUID]()
    if stays is None and all(role is not Role.CHIEF for key, (_name, role) in theirs.items() if key not in gone):
        return {key for key in gone if theirs[key][1] is not Role.CHIEF}
    return set(gone)


def _recovery(slots: Slots) -> Collection[Slot]:
    return [slot for slot in slots.values() if slot.is_recovery]


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=swedish_key))


def _by_name(user: tuple[str, Role]) -> tuple[object, str]:
    return swedish_key(user[0]), user[1]
