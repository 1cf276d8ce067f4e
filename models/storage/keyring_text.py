"""The keyring as a file: JSON with ids, salts and sealed keys, and no name in it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from models.faults import DamagedRegister, NewerRegister, StorageFault
from models.storage.crypto import KEY_BYTES, SALT_BYTES, Cost
from models.storage.durable import write_whole
from models.storage.faults import explain
from models.storage.slots import Slot

_FORMAT = 1
_LARGEST_FILE = 1_000_000
_LARGEST_NUMBER = 1_000_000
_MOST_GENERATIONS = 2
_LARGEST_COST = Cost(passes=20, lanes=16, memory=256 * 1024)  # a file can ask for no more of the computer than this
_LEAST_OF_A_LANE = 8  # KiB: Argon2's own demand


@dataclass(frozen=True)
class Generation:
    """One key of the register, by number: sealed to each slot's id, and the proof that its keyring is as written."""

    number: int
    sealed: Mapping[UUID, bytes]
    proof: bytes


@dataclass(frozen=True)
class Keyring:
    """Everybody's slots and the register's key: one generation, or two while the key is being changed."""

    register: UUID
    salt: bytes
    slots: tuple[Slot, ...]
    generations: tuple[Generation, ...]

    @property
    def has_recovery_key(self) -> bool:
        """Whether somebody has a recovery key on paper: none is in force before it is confirmed."""
        return any(slot.is_recovery for slot in self.slots)


def read_keyring(file: Path) -> Keyring:
    """The keyring in a file. Raises StorageFault where it is missing, damaged, newer, or something else."""
    try:
        with file.open("rb") as opened:
            text = opened.read(_LARGEST_FILE)
    except FileNotFoundError:
        raise DamagedRegister(
            f"Nyckelknippan {file} saknas, och utan den kan registret inte öppnas. Lägg tillbaka den, eller den senaste"
            " säkerhetskopians nyckelknippa under det namnet."
        ) from None
    except OSError as error:
        raise explain(error) or StorageFault(f"Nyckelknippan {file} går inte att läsa.") from error
    return keyring_of_text(text, file)


def write_keyring(file: Path, keyring: Keyring) -> None:
    """Put a keyring in the place of the one that is there. Raises StorageFault, with that one as it was."""
    try:
        write_whole(file, text_of_keyring(keyring))
    except OSError as error:
        raise explain(error) or StorageFault(f"Nyckelknippan {file} kunde inte skrivas.") from error


def text_of_keyring(keyring: Keyring) -> bytes:
    """The file's content."""
    body = {
        "format": _FORMAT,
        **_head(keyring),
        "generations": [{**_sealed(one), "proof": one.proof.hex()} for one in keyring.generations],
    }
    return json.dumps({**body, "checksum": _checksum(body)}, indent=1).encode()


def keyring_of_text(text: bytes, file: Path) -> Keyring:
    """The keyring that a file's content is. Raises StorageFault."""
    try:
        body = json.loads(text)
        checksum = body.pop("checksum")
        whole = checksum == _checksum(body)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        whole = False
    if not whole:
        raise DamagedRegister(
            f"Nyckelknippan {file} är skadad eller inte skriven av ST-kollen. Lägg dit den senaste säkerhetskopians"
            " nyckelknippa under det namnet."
        )
    if body["format"] != _FORMAT:
        raise NewerRegister(f"Nyckelknippan {file} är skriven av en nyare version av ST-kollen. Uppdatera programmet.")
    try:
        return Keyring(
            UUID(body["register"]),
            _bytes(body["salt"], SALT_BYTES),
            tuple(map(_slot, body["slots"])),
            _generations(body["generations"]),
        )
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise DamagedRegister(f"Nyckelknippan {file} är ändrad av någon annan än ST-kollen.") from error


def sealed_text(keyring: Keyring, generation: Generation) -> bytes:
    """What a generation's proof is about: all of the keyring but the other generation."""
    return _canonical({**_head(keyring), **_sealed(generation)})


def _head(keyring: Keyring) -> dict[str, Any]:
    return {
        "register": str(keyring.register),
        "salt": keyring.salt.hex(),
        "slots": [
            {
                "id": str(slot.id),
                "hint": slot.hint,
                "public": slot.public.hex(),
                "salt": slot.salt.hex(),
                "argon2id": asdict(slot.cost),
                "boxed": slot.boxed.hex(),
            }
            for slot in keyring.slots
        ],
    }


def _sealed(generation: Generation) -> dict[str, Any]:
    return {
        "number": generation.number,
        "sealed": {str(slot): sealed.hex() for slot, sealed in generation.sealed.items()},
    }


def _slot(said: dict[str, Any]) -> Slot:
    cost = Cost(**said["argon2id"])
    asked, most = asdict(cost), asdict(_LARGEST_COST)
    if not all(0 < asked[name] <= most[name] for name in most) or cost.memory < cost.lanes * _LEAST_OF_A_LANE:
        raise ValueError("the cost is out of bounds")
    public, salt = _bytes(said["public"], KEY_BYTES), _bytes(said["salt"], SALT_BYTES)
    return Slot(UUID(said["id"]), said["hint"], public, salt, cost, bytes.fromhex(said["boxed"]))


def _generations(said: list[dict[str, Any]]) -> tuple[Generation, ...]:
    if not 1 <= len(said) <= _MOST_GENERATIONS:
        raise ValueError("there is no key, or there are too many")
    return tuple(map(_generation, said))


def _generation(said: dict[str, Any]) -> Generation:
    sealed = {UUID(slot): bytes.fromhex(text) for slot, text in said["sealed"].items()}
    if not 0 < said["number"] <= _LARGEST_NUMBER:
        raise ValueError("the number is out of bounds")
    return Generation(said["number"], sealed, bytes.fromhex(said["proof"]))


def _bytes(text: str, length: int) -> bytes:
    found = bytes.fromhex(text)
    if len(found) != length:
        raise ValueError("the length is wrong")
    return found


def _checksum(body: dict[str, Any]) -> str:
    """Tells damage from a wrong password before one is given; who alters the file on purpose is caught by the proof."""
    return sha256(_canonical(body)).hexdigest()


def _canonical(body: dict[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
