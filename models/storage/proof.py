"""What can be told of a backup before anybody has typed a password: its file is as it was made, or it is damaged."""

from pathlib import Path

from models.copies import Copy, Proof
from models.faults import NewerRegister, StorageFault
from models.storage.backup import verify
from models.storage.file import is_plain
from models.storage.keeping import copies_under, copy_of
from models.storage.keyring_text import read_keyring
from models.storage.manifest import digest_of
from models.storage.place import keyring_beside


def copy_at(path: Path) -> Copy:
    """The backup in a file, or the newest in a folder that is whole; else the newest that may be. Raises StorageFault.

    Every byte of those that are looked at is read.
    """
    if not path.is_dir():
        return copy_of(path)
    later = None
    for copy in copies_under(path):
        proof = proof_of(copy)
        if proof is Proof.UNTOUCHED:
            return copy
        if proof is Proof.LATER and later is None:
            later = copy
    if later is None:
        raise StorageFault(f"Det finns ingen hel säkerhetskopia i {path}.")
    return later


def proof_of(copy: Copy) -> Proof:
    """Every byte is read and held against the manifest; a plain backup is read through as well.

    That it is as it was made is no proof that nobody meant it to look so: what the password opens is verified anew.
    """
    try:
        if copy.digest is not None and digest_of(copy.file) != copy.digest:
            return Proof.DAMAGED
        if not copy.encrypted:
            verify(copy.file)
            return Proof.UNTOUCHED
        read_keyring(keyring_beside(copy.file))
        if is_plain(copy.file) or not copy.size:
            return Proof.DAMAGED
    except NewerRegister:
        return Proof.LATER
    except (StorageFault, OSError):
        return Proof.DAMAGED
    return Proof.LATER if copy.digest is None else Proof.UNTOUCHED
