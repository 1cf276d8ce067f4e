"""Standard streams whose reader has gone."""

import os
from typing import TextIO


def give_up(stream: TextIO) -> None:
    """Write nothing more to a stream that nobody reads: Python would try once more at exit, and complain in English."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def give_up_if_gone(*streams: TextIO) -> None:
    """Write out what waits to be written, or give up, as when the terminal's window was closed."""
    for stream in streams:
        try:
            stream.flush()
        except OSError:
            give_up(stream)
