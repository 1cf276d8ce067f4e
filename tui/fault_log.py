"""The log of faults in the program: what kind, and where in the code; never what the program held."""

import sys
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from io import TextIOWrapper
from logging import LogRecord, makeLogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb

from models.storage.durable import follow_no_link, make_folder, share

_MOST_BYTES, _OLDER_FILES = 256 * 1024, 1
_MOST_PLACES, _MOST_CAUSES = 40, 5
_PROGRAM, _TERMINAL = "st-kollen", "textual"


class _Log(RotatingFileHandler):
    """A handler that lets whoever writes know that it could not, where the usual one prints on the screen.

    A link is not followed: others may write in the folder of the register.
    """

    def _open(self) -> TextIOWrapper:
        return TextIOWrapper(open(self.baseFilename, "ab", opener=follow_no_link), encoding=self.encoding)

    def handleError(self, record: LogRecord) -> None:  # noqa: N802  logging's own name
        del record
        raise  # noqa: PLE0704  it is called while the fault is handled


def note_fault(file: Path, fault: BaseException, screen: str, now: datetime) -> None:
    """Add a fault to the log. Raises OSError where it cannot be written.

    No message, no value and no path is noted: they may hold a name, that of an account too.
    """
    lines = (f"{now.isoformat(timespec='seconds')} fel i {screen}", f"  {_versions()}", *places(fault))
    make_folder(file.parent)
    log = _Log(file, maxBytes=_MOST_BYTES, backupCount=_OLDER_FILES, encoding="utf-8", delay=True)
    try:
        log.handle(makeLogRecord({"msg": "\n".join(lines)}))
        share(file)
    finally:
        log.close()


def places(fault: BaseException) -> Iterator[str]:
    """The kind of a fault and of what brought it about, and where in the code each passed, outermost first."""
    for number, one in enumerate(_chain(fault)):
        yield f"  {'orsakat av ' if number else ''}{type(one).__qualname__}"
        frames = list(walk_tb(one.__traceback__))[-_MOST_PLACES:]
        for frame, line in frames:
            yield f"    {frame.f_globals.get('__name__')}:{line} {frame.f_code.co_qualname}"


def _chain(fault: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = fault
    for _ in range(_MOST_CAUSES):
        if one is None:
            return
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _versions() -> str:
    python = ".".join(map(str, sys.version_info[:3]))
    return f"{_PROGRAM} {_version(_PROGRAM)}, {_TERMINAL} {_version(_TERMINAL)}, python {python}, {sys.platform}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # it runs from its own folder
        return "?"
