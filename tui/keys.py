"""Keys in the order they were pressed: one is finished, bindings included, before the next is looked at.

Textual gives a printable key to the focused widget at once, while a binding such as tab runs only after the key has
bubbled up. Typed fast, the text after a tab then lands in the field before it. Here the next key waits until a message
sent after the last one has travelled the same way, from the widget up to the app; a new screen is waited for as well.

A form that is not saved is left by esc twice, and where once was enough the second must not reach what lies beneath:
the key that closed something is not heard again just after.
"""

from collections import deque
from time import time

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen

_LOST_KEY_SECONDS = 0.5
_TWICE_SECONDS = 1.0
_CLOSING = {"escape", "backspace", "q"}


class KeysInOrder(App[None]):
    """An app that handles keys and pastes strictly one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: deque[events.Key | events.Paste] = deque()
        self._turn = 0
        self._busy = False
        self._held = 0
        self._left_by: tuple[events.Key, Screen[object]] | None = None
        self.pressed_at = 0.0

    def hold_keys(self) -> None:
        """Let keys wait while something is on its way that they are meant for, such as a screen."""
        self._held += 1

    def release_keys(self) -> None:
        """Take up the keys that have waited."""
        self._held = max(0, self._held - 1)  # what was held for may have been dropped
        self.call_later(self._next_key)

    def drop_keys(self) -> None:
        """Forget the keys that have waited, what they waited for, and the one that is not finished."""
        self._keys.clear()
        self._held, self._busy = 0, False
        self._turn += 1

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._keys.append(event)
            await self._next_key()
        else:
            await super().on_event(event)

    async def _next_key(self) -> None:
        if self._busy or self._held or not self._keys:
            return
        key = self._keys.popleft()
        if self._is_one_too_many(key):
            self.call_later(self._next_key)
            return
        self._busy, self.pressed_at = True, time()
        self._turn += 1
        turn, screen = self._turn, self.screen
        follower = self.focused or screen
        await super().on_event(key)
        # A widget that is removed by its own key never passes the follower on: the timer does.
        self.set_timer(_LOST_KEY_SECONDS, lambda: self._finish(turn))
        self._follow(follower, turn)

    def _is_one_too_many(self, key: events.Key | events.Paste) -> bool:
        """Whether it is the key that has just closed something, pressed twice; a third time it is meant."""
        last, self._left_by = self._left_by, None
        if not isinstance(key, events.Key) or key.key not in _CLOSING:
            return False
        if last is not None:
            pressed, screen = last
            gone, again = screen not in self.screen_stack, key.key == pressed.key
            if gone and again and key.time - pressed.time < _TWICE_SECONDS:
                return True
        if isinstance(self.screen, ModalScreen):
            self._left_by = key, self.screen
        return False

    def _follow(self, node: MessagePump | None, turn: int) -> None:
        """Pass a callback up the queues that the key went through."""
        if node is None or node is self or not node.call_later(self._follow, node._parent or self, turn):
            self.call_later(self._settle, turn)

    def _settle(self, turn: int) -> None:
        """The key has been handled; if it opened a screen, wait until that can take keys."""
        screen = self.screen
        if screen.is_mounted and screen.is_running and (screen.focused is not None or not screen.focus_chain):
            self.call_later(self._finish, turn)
        else:
            screen.call_after_refresh(self.call_later, self._finish, turn)

    async def _finish(self, turn: int) -> None:
        if turn == self._turn and self._busy:
            self._busy = False
            await self._next_key()
