"""Files of ours that anybody can read: from before a register was encrypted, or its recovery key, to be printed."""

from collections.abc import Iterable
from pathlib import Path

from models.exchange.recovery_sheet import left_recovery_sheets
from models.register import Register
from models.rights import for_chief_only
from models.storage.bring_over import erase, plain_files
from models.storage.keyring_text import read_keyring


@for_chief_only
async def unencrypted_files(register: Register) -> tuple[Path, ...]:
    """Old registers and backups, with their logs, and recovery keys that were not erased when they were on paper.

    None of a register that is plain itself. Raises StorageFault.
    """
    if register.key is None:
        return ()
    place = register.place
    return await register.beside(
        unencrypted_files,
        lambda _session: (*left_recovery_sheets(read_keyring(place.keyring).register), *plain_files(place)),
    )


@for_chief_only
async def erase_unencrypted(register: Register, files: Iterable[Path]) -> None:
    """Overwrite and remove them. Raises StorageFault."""
    await register.beside(erase_unencrypted, lambda _session: erase(files))
