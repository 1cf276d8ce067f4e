"""The box before a step, drawn by lines: no font has to have it, and a pen can tick it."""

from collections.abc import Sequence
from math import cos, pi, sin

from models.exchange.paper.page import ALARM, FINE, GREY, INK, Colour, Paper
from models.rules.routine import Standing

SIDE = 3.6
LEGEND = (
    *(Standing.READY, Standing.WAITING, Standing.DONE, Standing.PASSED),
    *(Standing.NOT_APPLICABLE, Standing.LATER, Standing.BLOCKED, Standing.RECURRING, Standing.INFO),
)
_Shape = Sequence[tuple[float, float]]
_FRAMES: dict[Standing, Colour] = {Standing.LATER: GREY, Standing.BLOCKED: ALARM, Standing.NOT_APPLICABLE: GREY}
# In parts of the side, from the upper left corner.
_SQUARE: _Shape = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0))
_ROUND: _Shape = tuple((0.5 + 0.4 * cos(turn * pi / 8), 0.5 + 0.4 * sin(turn * pi / 8)) for turn in range(-1, 13))
_ARROW: _Shape = ((0.28, 0.02), (0.5, 0.1), (0.34, 0.3))
_MARKS: dict[Standing, tuple[_Shape, ...]] = {
    Standing.DONE: (((0.18, 0.52), (0.42, 0.78), (0.86, 0.16)),),
    Standing.PASSED: (((0.2, 0.2), (0.48, 0.5), (0.2, 0.8)), ((0.52, 0.2), (0.8, 0.5), (0.52, 0.8))),
    Standing.NOT_APPLICABLE: (((0.25, 0.5), (0.75, 0.5)),),
    Standing.WAITING: (((0.28, 0.2), (0.72, 0.2), (0.28, 0.8), (0.72, 0.8), (0.28, 0.2)),),  # an hourglass
    Standing.BLOCKED: (((0.15, 0.85), (0.85, 0.15)),),
    Standing.RECURRING: (_ROUND, _ARROW),
}


def box(paper: Paper, x: float, y: float, standing: Standing) -> None:
    """The box of a step; what is only to know has none."""
    if standing is Standing.INFO:
        style = FINE.strong()
        paper.text(x + (SIDE - paper.width("i", style)) / 2, y + SIDE / 2 - style.leading / 2, "i", style)
        return
    colour = _FRAMES.get(standing, INK)
    heavy = standing in {Standing.DONE, Standing.PASSED}
    frame = () if standing is Standing.RECURRING else ((_SQUARE, 0.3),)  # nothing to tick once and for all
    for shape, thickness in (*frame, *((mark, 0.5 if heavy else 0.25) for mark in _MARKS.get(standing, ()))):
        points = [(x + across * SIDE, y + down * SIDE) for across, down in shape]
        paper.stroke(points, colour=colour, thickness=thickness)


def legend(paper: Paper, x: float, y: float) -> float:
    """What every box means, on a line; returns where the next line would begin."""
    for standing in LEGEND:
        box(paper, x, y, standing)
        x += SIDE + 1.2
        x += paper.text(x, y + SIDE / 2 - FINE.leading / 2, standing.value, FINE) + 4
    return y + SIDE
