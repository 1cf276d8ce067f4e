"""How a pack writes time: periods of service, deadlines, and the intakes that come round every year."""

from typing import Annotated

from pydantic import Field, Strict

from models.knowledge.pack_base import Answer, Days, Flag, Key, Months, Part, Rule, Words, YearDay

# Every month has these, whatever its length and its red days: a deadline that some months lack would never come.
DayOfMonth = Annotated[int, Strict(), Field(ge=1, le=28)]
WorkingDay = Annotated[int, Strict(), Field(ge=1, le=15)]
Month = Annotated[int, Strict(), Field(ge=1, le=12)]


class Period(Part):
    """A dated period of service with the limits that the document states, in months."""

    min_months: Months | None = None
    max_months: Months | None = None


class Deadline(Part):
    """A time limit, counted from a day that somebody else knows. Exactly one of the first five is given.

    `days` and `months` run from the day itself. `day` is that day of the month after (`day = 10`: by the 10th), and
    `working_day` the Swedish working day in the month after (`working_day = 5`: by the fifth). `by` is a day of the
    year (`31 mars`): the first that comes. With `day` and `working_day`, `december_day` is the day in January that
    holds for December instead, and `back_months` says how far back something may be made good: with 2, what belongs to
    September can be handed in until the end of November.
    """

    days: Days | None = None
    months: Months | None = None
    day: DayOfMonth | None = None
    working_day: WorkingDay | None = None
    by: YearDay | None = None
    december_day: DayOfMonth | None = None
    back_months: Months | None = None


class Due(Deadline):
    """A step's deadline. `after` is what it is counted from: when another step was done, a date answered on one
    (`anstall.dag`) or an end of its period (`prova.to`), or "start", the route's start. With `before` instead it is so
    many days or months before such a date. On a step that recurs it is counted from each month or year instead, from
    then on; with `from_last` a year runs from the last time that it was done.
    """

    after: Answer | None = None
    before: Answer | None = None
    from_last: Flag = False


class Opens(Part):
    """The day from which it is a step's turn: a date answered on another step, `on` that day or `after` it.

    Nothing is hindered by it: it is not asked for before.
    """

    on: Answer | None = None
    after: Answer | None = None


class Span(Part):
    """Two date fields of a step with at least so many days between them."""

    start: Key
    end: Key
    min_days: Days


class ApplyBefore(Part):
    """The last day to apply for an intake, counted back from the first day of its month. One of the first two is given.

    With `months`, `day` is that day of the month that they lead to: `months = 2, day = 15` for April is 15 February.
    """

    days: Days | None = None
    months: Months | None = None
    day: DayOfMonth | None = None


class Intake(Rule):
    """Months of the year in which something takes people in, through the step by which one applies.

    Where the document says how long after another step people usually are ready, `after` names that step, or a date
    answered on it, and `usually` the months. Nobody is refused by it: it is what is usual. By the step `admitted` one
    is taken in: whoever has done it is on the way to no intake.
    """

    key: Key
    title: Words
    months: Annotated[tuple[Month, ...], Field(min_length=1)]
    step: Key
    admitted: Key | None = None
    after: Answer | None = None
    usually: Period | None = None
    apply_before: ApplyBefore | None = None
