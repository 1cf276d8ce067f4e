"""What a document demands of the answers on one step together: days between two, one of several, so many in all."""

from collections.abc import Mapping
from datetime import timedelta

from models.knowledge.pack import Step, StepField
from models.knowledge.vocabulary import FieldKind
from models.rules.calendar import read_iso
from models.text import in_days

Answers = Mapping[str, object]


def unmet(step: Step, answers: Answers) -> dict[str, str]:
    """What the answers fall short of, in Swedish, by the key of the field to look at; empty where nothing is wrong.

    The answers are as they are stored: days as dates or ISO text, ja/nej as booleans, nothing where nothing is known.
    """
    return _span(step, answers) | _at_least(step, answers) | _one_of(step, answers)


def answered(value: object) -> bool:
    """Whether an answer says something, and something else than no or none at all."""
    return bool(value)


def _span(step: Step, answers: Answers) -> dict[str, str]:
    if step.span is None:
        return {}
    first, last = read_iso(answers.get(step.span.start)), read_iso(answers.get(step.span.end))
    if first is None or last is None:
        return {}
    earliest = first + timedelta(days=step.span.min_days)
    if last >= earliest:
        return {}
    label, days = _label(step, step.span.start), max(0, (last - first).days)
    words = f"Det är bara {in_days(days)} från ”{label}”" if last >= first else f"Dagen ligger före ”{label}”"
    return {step.span.end: f"{words}. Det ska vara minst {in_days(step.span.min_days)}: tidigast {earliest}."}


def _at_least(step: Step, answers: Answers) -> dict[str, str]:
    if step.at_least is None:
        return {}
    given = {key: number for key in step.at_least.sum if isinstance(number := answers.get(key), int)}
    total = sum(given.values())
    if total >= step.at_least.number:
        return {}
    none = [_label(step, key) for key in step.at_least.sum if not given.get(key)]
    words = f"Tillsammans är det {total}, och det ska vara minst {step.at_least.number}."
    return {step.at_least.sum[-1]: f"{words} Inget än av: {'; '.join(none)}." if none else words}


def _one_of(step: Step, answers: Answers) -> dict[str, str]:
    faults = {}
    for group in step.one_of:
        if not any(answered(answers.get(key)) for key in group):
            labels = " eller ".join(f"”{_label(step, key)}”" for key in group)
            answer = _WANTED.get(_field(step, group[0]).kind, "ett svar")
            faults[group[0]] = f"Rutinen kräver {answer}{f' på minst ett av: {labels}' if len(group) > 1 else ''}."
    return faults


_WANTED = {FieldKind.YES_NO: "ja", FieldKind.NUMBER: "minst 1"}


def _field(step: Step, key: str) -> StepField:
    return next(field for field in step.fields if field.key == key)


def _label(step: Step, key: str) -> str:
    return _field(step, key).label
