"""The invented region of the README, read out of that page: what a person who follows it would write."""

from pathlib import Path

README = Path(__file__).parents[3] / "README.md"


def chapter() -> str:
    """The README's chapter on adding a region."""
    text = README.read_text("utf-8")
    return text[text.index("## Lägg till en region (svenska)\n") : text.index("## How it is built\n")]


def norrback() -> str:
    """The text of the whole example."""
    return chapter().partition("```toml\n")[2].partition("```\n")[0]
