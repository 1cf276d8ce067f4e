"""The program while one save follows upon the other, as hard as the register can."""

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui.main import FRAMES_A_SECOND

if TYPE_CHECKING:
    from models.register import Register


def main(folder: Path, key: bytes) -> None:
    """Run it as `inside` does, in an encrypted register, and mark a step and open it again without an end."""
    os.environ["TEXTUAL_FPS"] = FRAMES_A_SECOND
    from models.register import Register  # noqa: PLC0415
    from models.storage.place import Place  # noqa: PLC0415

    asyncio.run(_run_saving(Register(Place(folder), key=key)))
    Register.close_any()


async def _run_saving(register: "Register") -> None:
    from tui.app import StKollen  # noqa: PLC0415

    saving = asyncio.create_task(_save_on(register))
    await StKollen(lambda: register).run_async()
    saving.cancel()


async def _save_on(register: "Register") -> None:
    from models.commands.checklist import record_step  # noqa: PLC0415
    from models.queries.candidates import candidate_lines  # noqa: PLC0415
    from tests.bench.saving import next_mark  # noqa: PLC0415

    candidate = (await register.ask(candidate_lines))[0].id
    while True:
        await register.do(record_step, await next_mark(register, candidate))


if __name__ == "__main__":
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
