"""Garbage is collected while nobody types: a full collection in the middle of a key is felt as a slow key."""

import gc

from textual import events
from textual.app import App

_IDLE_SECONDS = 2.0
_SELDOM = 1_000  # so many collections of the middle generation before a full one comes by itself


class CollectsWhenIdle(App[None]):
    """An app whose full collections wait for a pause in the typing."""

    _typing = _littered = _is_frozen = False

    def on_mount(self) -> None:
        self._usual = gc.get_threshold()
        self.set_interval(_IDLE_SECONDS, self._collect_if_idle)

    def keep_what_is_loaded(self) -> None:
        """No collection walks what is in memory now. What an earlier register left behind goes at the first pause.

        It is not frozen a second time: what is on its way out then would stay.
        """
        gc.unfreeze()
        if self._is_frozen:
            self._littered = True
        else:
            gc.freeze()
            self._is_frozen = True
        young, middle, _full = self._usual
        gc.set_threshold(young, middle, _SELDOM)

    async def on_event(self, event: events.Event) -> None:
        self._typing = self._typing or isinstance(event, events.InputEvent)
        await super().on_event(event)

    def _collect_if_idle(self) -> None:
        if self._littered and not self._typing:
            gc.collect()
        self._littered, self._typing = self._typing, False

    def on_unmount(self) -> None:
        """Or whatever else runs in this process, as tests do, would keep all of it."""
        gc.set_threshold(*self._usual)
        gc.unfreeze()
