"""How the program ends: by a key, a signal, or a fault; never with personal data on the terminal."""

import asyncio
import signal
import sys
from datetime import datetime
from pathlib import Path

from rich.text import Text
from textual.app import App
from textual.worker import WorkerFailed

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")  # ctrl+c is a key to a program that reads them raw; this one is `kill -INT`
KEPT = "Det som var sparat är kvar, och utkast likaså."


class SafeExit(App[None]):
    """An app that leaves in good order when told to, and says what went wrong without showing any values.

    `data` is the folder that was given for the register, if one was: the log of faults lies there too.
    """

    data: Path | None = None

    def on_mount(self) -> None:
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for name in _SIGNALS:
                loop.add_signal_handler(getattr(signal, name), self.leave)
        # After Ctrl+Z and fg the terminal is blank until everything is drawn again.
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))

    def leave(self) -> None:
        """End in good order."""
        self.exit()

    def note(self, fault: BaseException) -> str:
        """Put a fault in the log; a sentence that says where it is, or that it could not be written."""
        from models.storage.place import fault_log  # noqa: PLC0415  seldom needed, and not before the first paint
        from tui.fault_log import note_fault  # noqa: PLC0415

        file = fault_log(self.data)
        where = type(self.screen).__name__ if self._screen_stack else type(self).__name__
        try:
            note_fault(file, fault, where, datetime.now().astimezone())
        except OSError:
            return f"Felloggen {file} gick inte att skriva."
        return f"Felet är noterat i {file}, utan namn."

    def _handle_exception(self, error: Exception) -> None:
        """Textual's one place for faults in handlers, actions, timers, workers and drawing: noted, and then the end."""
        fault = cause_of(error)
        noted = self.note(fault)
        if not self._exit_renderables:  # one fault often brings another; Textual counts them in English
            words = f"ST-kollen stannade av ett fel i programmet ({type(fault).__name__}). {KEPT} Starta det igen."
            self._exit_renderables.append(Text(f"{words} {noted}"))
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual's own report prints local variables, and so names and notes."""
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """Nor is the report of a fault that can draw itself to be shown."""
        del renderables
        self._close_messages_no_wait()


def cause_of(error: BaseException) -> BaseException:
    """The fault itself, where it was a worker's."""
    return error.error if isinstance(error, WorkerFailed) else error
