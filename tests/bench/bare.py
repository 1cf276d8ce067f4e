"""A bare Textual program: one word on the screen."""

from textual.app import App, ComposeResult
from textual.widgets import Static

WORD = "Kandidater"


class Bare(App[None]):
    """As little as a full-screen program can be."""

    def compose(self) -> ComposeResult:
        yield Static(WORD)


if __name__ == "__main__":
    Bare().run()
