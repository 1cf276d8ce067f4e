"""The looks: a dark and a light one, and one with high contrast."""

from textual.theme import Theme

DARK = Theme(
    name="st-kollen",
    primary="#5fb3a8",
    secondary="#8fb8de",
    accent="#e8b04b",
    warning="#e8b04b",
    error="#f0787f",
    success="#7fc98b",
    foreground="#dfe6ea",
    background="#10181d",
    surface="#141e24",
    panel="#1d2a31",
    dark=True,
    variables={"border": "#38505a", "border-blurred": "#2b3d45"},
)

LIGHT = Theme(
    name="st-kollen-ljus",
    primary="#1d6f66",
    secondary="#2c5f8a",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#b3202c",
    success="#1f7a35",
    foreground="#1a2328",
    background="#f6f8f7",
    surface="#ffffff",
    panel="#e3eae8",
    dark=False,
)

CONTRAST = Theme(
    name="st-kollen-kontrast",
    primary="#00ffff",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff8080",
    success="#80ff80",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#202020",
    dark=True,
)

THEMES = {"Mörkt": DARK, "Ljust": LIGHT, "Hög kontrast": CONTRAST}
