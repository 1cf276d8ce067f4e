"""All about the row in focus, beside a list that keeps the keyboard: a key of the screen reads on in it."""

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class Detail(VerticalScroll, can_focus=False):
    """One text, from its top whenever it is another."""

    def __init__(self) -> None:
        super().__init__(Static(), id="detail")

    def on_mount(self) -> None:
        self.watch(self, "show_vertical_scrollbar", self.screen.refresh_bindings)

    def show(self, text: Content) -> None:
        """Put a text in it."""
        self.query_one(Static).update(text)
        self.scroll_home(animate=False)

    @property
    def has_more(self) -> bool:
        """Whether there is too little room for the text."""
        return self.show_vertical_scrollbar

    def read_on(self) -> None:
        """The next page, and after the last the first."""
        if self.scroll_offset.y < self.max_scroll_y:
            self.scroll_page_down(animate=False)
        else:
            self.scroll_home(animate=False)
