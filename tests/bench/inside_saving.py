"""The program where each key comes while a save is going on: one is begun with it."""

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui.main import FRAMES_A_SECOND

if TYPE_CHECKING:
    from textual.events import Event

    from models.register import Register


def main(folder: Path, key: bytes) -> None:
    """Run it as `inside` does, in an encrypted register, and mark a step or open it again with every key."""
    os.environ["TEXTUAL_FPS"] = FRAMES_A_SECOND
    from models.register import Register  # noqa: PLC0415
    from models.storage.place import Place  # noqa: PLC0415

    asyncio.run(_run_saving(Register(Place(folder), key=key)))
    Register.close_any()


async def _run_saving(register: "Register") -> None:
    from textual.events import Key  # noqa: PLC0415

    import tui.app  # noqa: PLC0415
    from models.commands.checklist import record_step  # noqa: PLC0415
    from models.queries.candidates import candidate_lines  # noqa: PLC0415
    from tests.bench.saving import next_mark  # noqa: PLC0415

    candidate = (await register.ask(candidate_lines))[0].id
    marks = [await next_mark(register, candidate)]
    saves: set[asyncio.Task[None]] = set()

    async def save() -> None:
        mark = marks.pop()
        await register.do(record_step, mark)
        state = "open" if mark.state == "done" else "done"
        marks.append(mark.model_copy(update={"version": mark.version + 1, "state": state}))

    class Saving(tui.app.StKollen):
        CSS_PATH = str(Path(tui.app.__file__).with_name("app.tcss"))

        async def on_event(self, event: "Event") -> None:
            if isinstance(event, Key) and marks:
                task = asyncio.create_task(save())
                saves.add(task)
                task.add_done_callback(saves.discard)
            await super().on_event(event)

    await Saving(lambda: register).run_async()
    await asyncio.gather(*saves)


if __name__ == "__main__":
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
