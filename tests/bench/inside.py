"""The program in a plain register, as behind its door: what is measured there has nothing to do with passwords."""

import os
import sys
from pathlib import Path

from tui.main import FRAMES_A_SECOND


def main(folder: Path) -> None:
    """Run it as `tui.main` does."""
    os.environ["TEXTUAL_FPS"] = FRAMES_A_SECOND
    from models.register import Register  # noqa: PLC0415
    from models.storage.place import Place  # noqa: PLC0415
    from tui.app import StKollen  # noqa: PLC0415

    StKollen(lambda: Register(Place(folder))).run()
    Register.close_any()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
