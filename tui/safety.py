"""How the program ends: by a key, a signal, or a fault; never with personal data on the terminal."""

import asyncio
import signal
import sys
import traceback

from rich.text import Text
from textual.app import App

_SIGNALS = ("SIGTERM", "SIGHUP")


class SafeExit(App[None]):
    """An app that leaves in good order when told to, and says what went wrong without showing any values."""

    def on_mount(self) -> None:
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for name in _SIGNALS:
                loop.add_signal_handler(getattr(signal, name), self.exit)
        # After Ctrl+Z and fg the terminal is blank until everything is drawn again.
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))

    def _fatal_error(self) -> None:
        """Textual's own report prints local variables, and so names and notes; this one gives places in the code."""
        kind, _error, trace = sys.exc_info()
        places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        words = "ST-kollen stannade av ett fel i programmet. Det som var sparat är kvar, och utkast likaså."
        name = "okänt fel" if kind is None else kind.__name__
        if not self._exit_renderables:  # one fault often brings another; Textual counts them in English
            self._exit_renderables.append(Text("\n".join([words, f"Fel: {name}", *places])))
        self._close_messages_no_wait()
