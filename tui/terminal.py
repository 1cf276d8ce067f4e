"""A terminal that goes away, and no signal says so: a connection that is lost, a window that is killed."""

import asyncio
import select
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any, TextIO

from tui.safety import SafeExit
from tui.streams import give_up

if TYPE_CHECKING:
    from textual.driver import Driver


class _Forgiving:
    """The terminal, as something to write to: Textual would wait for ever for what can no longer be written."""

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal

    def fileno(self) -> int:
        return self._terminal.fileno()

    def write(self, text: str) -> None:
        self._try(lambda: self._terminal.write(text))

    def flush(self) -> None:
        self._try(self._terminal.flush)

    def _try(self, action: Callable[[], object]) -> None:
        """Do it, or send it and all that comes after it nowhere."""
        try:
            action()
        except OSError:
            give_up(self._terminal)


class OutlivesTerminal(SafeExit):
    """An app that leaves in good order when its terminal is gone, so that the register is free for others."""

    def on_mount(self) -> None:
        if sys.platform != "win32" and not self.is_headless and sys.stdin.isatty():
            loop = asyncio.get_running_loop()
            Thread(target=self._watch, args=(loop,), name="terminal-watch", daemon=True).start()

    def get_driver_class(self) -> "type[Driver]":
        usual = super().get_driver_class()
        if sys.platform == "win32":
            return usual
        from textual.drivers.linux_driver import LinuxDriver  # noqa: PLC0415  there is none on Windows

        class Lasting(LinuxDriver):
            def __init__(self, *args: Any, **options: Any) -> None:
                super().__init__(*args, **options)
                self._file: Any = _Forgiving(self._file)

        return Lasting if usual is LinuxDriver else usual

    if sys.platform != "win32":

        def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
            """Wait for nothing but that the other side hangs up. It ends with the program."""
            poller = select.poll()
            poller.register(sys.stdin, 0)
            poller.poll()
            with suppress(RuntimeError):  # the loop may have ended meanwhile
                loop.call_soon_threadsafe(self.leave)
