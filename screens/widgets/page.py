"""A text longer than the window, read by scrolling with the keys of a list."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll


class Page(VerticalScroll, inherit_bindings=False):
    """Takes the focus, and names its keys in Swedish, so that the help can list them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Upp", show=False),
        Binding("down,j", "scroll_down", "Ned", show=False),
        Binding("pageup", "page_up", "Sida upp", show=False),
        Binding("pagedown", "page_down", "Sida ned", show=False),
        Binding("home", "scroll_home", "Först", show=False),
        Binding("end", "scroll_end", "Sist", show=False),
    ]
