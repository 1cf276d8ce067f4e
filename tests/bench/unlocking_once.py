"""Opens an encrypted register as when somebody signs in, imports and all, and prints how many seconds it took."""

import sys
from pathlib import Path
from time import perf_counter

from models.storage.place import Place


def main(folder: Path, user_name: str, password: str) -> None:
    """The program's own modules are in memory by then; those that only an encrypted register needs are not."""
    from models.register import Register  # noqa: PLC0415

    place = Place(folder)
    began = perf_counter()
    from models.storage.entry import enter  # noqa: PLC0415

    Register(place, key=enter(place.file, user_name, password).key).close()
    sys.stdout.write(f"{perf_counter() - began}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
