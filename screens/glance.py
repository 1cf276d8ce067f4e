"""The clinic at a glance, as text: a column where there is room, a few lines where there is not."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from models.text import thousands
from screens.intake_text import intake_column, intake_lines_of

if TYPE_CHECKING:
    from models.queries.intakes import IntakeLine
    from models.queries.new_edition import BehindView
    from models.queries.today import Glance
    from models.rules.capacity import CapacityView

_BAR = 14
_LATE = "Försenat"


def glance_column(
    seen: "Glance",
    turns: Sequence[str],
    intakes: "Sequence[IntakeLine]",
    room: "CapacityView | None",
    behind: "Sequence[BehindView]",
) -> Content:
    """Posts, people by stage as bars, whose turn it is, who is on the way to the next intake, new versions of the
    routine, and last the rule about posts.
    """
    most = max([stage.people for stage in seen.stages] + [1])
    lines = [
        Content.assemble(f"{'ST-läkare':<17}", _posts(seen, room)),
        *_coming(seen),
        Content.assemble(f"{'Listade':<17}", (f"{_listed(seen):>7}", "bold")),
        Content(""),
    ]
    for stage in seen.stages:
        bar = "█" * -(-stage.people * _BAR // most)
        lines.append(Content.assemble(f"{stage.title:<17}", (f"{stage.people:>3} ", "bold"), (bar, "$primary")))
    lines.append(Content(""))
    for turn, people in _turns(turns):
        lines.append(Content.assemble((f"{turn:<17}", _tone(turn)), (f"{people:>3}", f"bold {_tone(turn)}")))
    return Content("\n").join(
        [*lines, *intake_column(intakes), *_newer(behind, Content("")), *_rule(room, Content(""))]
    )


def glance_line(
    seen: "Glance",
    turns: Sequence[str],
    intakes: "Sequence[IntakeLine]",
    room: "CapacityView | None",
    behind: "Sequence[BehindView]",
) -> Content:
    """The same in a few lines."""
    stages = [Content.assemble(f"{stage.title} ", (str(stage.people), "bold")) for stage in seen.stages if stage.people]
    whose = [Content.assemble((f"{turn} {people}", f"bold {_tone(turn)}")) for turn, people in _turns(turns)]
    coming = f" ({seen.st_coming} börjar senare)" if seen.st_coming else ""
    lines = [
        Content.assemble("ST-läkare", _posts(seen, room), coming, f" · Listade {_listed(seen)}"),
        *_newer(behind),
        Content(" · ").join(stages),
        Content(" · ").join(whose),
    ]
    return Content("\n").join([*lines, *intake_lines_of(intakes), *_number(room)])


def _posts(seen: "Glance", room: "CapacityView | None") -> tuple[str, str]:
    if room is None or room.allowed is None:
        return f"{seen.st_posts:>3}", "bold"
    over = seen.st_posts > room.allowed
    return f"{seen.st_posts:>3} av {room.allowed}", "bold $error" if over else "bold"


def _coming(seen: "Glance") -> Iterator[Content]:
    """Of the posts, those that are taken by somebody whose ST has not begun."""
    if seen.st_coming:
        yield Content.assemble(f"{'  börjar senare':<17}", (f"{seen.st_coming:>3}", "bold"))


def _listed(seen: "Glance") -> str:
    return thousands(seen.listed)


def _turns(turns: Sequence[str]) -> Iterator[tuple[str, int]]:
    return ((turn, turns.count(turn)) for turn in dict.fromkeys(turns))


def _tone(turn: str) -> str:
    return "$error" if turn == _LATE else "$foreground"


def _number(room: "CapacityView | None") -> Sequence[Content]:
    """In short: a number that is missing is said; the whole rule stands where there is room for it."""
    if room is None or room.allowed is not None:
        return ()
    return (Content.styled("Rutinen anger inget tal för ST-tjänster: fråga studierektor.", "$foreground 60%"),)


def _newer(behind: "Sequence[BehindView]", *before: Content) -> Iterator[Content]:
    """That a routine has a new version, and how many checklists still follow an older one."""
    for one in behind:
        yield from before
        yield Content.assemble(
            (f"Ny version av rutinen, {one.version}: ", "bold $accent"),
            f"y på checklistan visar skillnaden ({one.checklists} följer en äldre).",
        )


def _rule(room: "CapacityView | None", *before: Content) -> Sequence[Content]:
    return () if room is None else (*before, Content.styled(room.rule, "$foreground 60%"))
