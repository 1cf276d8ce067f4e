"""The entry point: the program as fast as it can be shown, or a command of the command line."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tui.arguments import BadUse
from tui.words import DATA, DEMO, VERSION, understand

_ONLY_OURSELVES = 0o077
FRAMES_A_SECOND = "1000"  # Textual else holds a key's second frame back for up to 33 ms; read when it is imported


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; the exit status is 0, 1 (something is wrong) or 2 (bad use)."""
    os.umask(_ONLY_OURSELVES)
    try:
        asked = understand(sys.argv[1:] if argv is None else argv)
    except BadUse as bad:
        from tui.cli import refuse  # noqa: PLC0415

        return refuse(bad)
    if asked.command is None and not asked.help and VERSION.name not in asked.values:
        os.environ.setdefault("TEXTUAL_FPS", FRAMES_A_SECOND)
        from tui.app import run  # noqa: PLC0415

        folder = asked.values.get(DATA.name)
        return run(None if folder is None else Path(folder), demo=asked.values.get(DEMO.name))
    from tui.cli import carry_out  # noqa: PLC0415  neither it nor what it imports is needed to start the program

    return carry_out(asked)


if __name__ == "__main__":
    sys.exit(main())
