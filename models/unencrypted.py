"""What is left from the time before a register was encrypted: files of ours in its folder that anybody can read."""

from collections.abc import Iterable
from pathlib import Path

from models.register import Register
from models.rights import for_chief_only
from models.storage.bring_over import erase, plain_files


@for_chief_only
async def unencrypted_files(register: Register) -> tuple[Path, ...]:
    """Old registers and backups, with their logs; none beside a register that is plain itself. Raises StorageFault."""
    if register.key is None:
        return ()
    return await register.beside(unencrypted_files, lambda _session: plain_files(register.place))


@for_chief_only
async def erase_unencrypted(register: Register, files: Iterable[Path]) -> None:
    """Overwrite and remove them. Raises StorageFault."""
    await register.beside(erase_unencrypted, lambda _session: erase(files))
