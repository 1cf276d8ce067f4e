"""The form of a step: its state, dates, the facts the document asks for, and what was noted."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from textual.events import DescendantBlur

from models.commands.checklist import record_step
from models.field_names import STEP
from models.forms.checklist import PLACE, StepForm
from models.forms.days import Lean
from models.knowledge.pack import StepField
from models.knowledge.vocabulary import STEP_STATES, FieldKind, Force
from models.queries.checklist import DONE, StepView
from models.rules.doubt import NOTHING_KNOWN, Expected
from models.text import as_typed
from screens.form_screen import FormScreen
from screens.step_text import advice
from screens.widgets.fields import ChoiceField, FieldChanged
from screens.widgets.form import YES_NO, FieldSpec, FormBody, Kind

_ANSWER = "answers."
_UNDONE = {"open", "waiting"}
_PASSED_BY = {"passed", "not_applicable"}
_STATES = ("open", "waiting", "done")
_FOCUS = {"waiting": "remind_on", "not_applicable": "reason", "passed": "reason"}
_EXPECTED = {Force.MUST, Force.SHOULD}
ST_DAY = "blir ST den dagen"
BUILT_ON = "styr senare steg"
_ASKED = {Force.MUST: "krävs", Force.SHOULD: "bör fyllas i", Force.MAY: "frivilligt"}
_WHAT = {
    FieldKind.TEXT: "",
    FieldKind.DATE: ", datum",
    FieldKind.NUMBER: ", antal",
    FieldKind.YES_NO: "",
    FieldKind.PAPER: ", datum",
    FieldKind.INTAKE: ", välj ← →",
}
_FIELD_KINDS = {
    **{FieldKind.DATE: Kind.DAY, FieldKind.PAPER: Kind.DAY},
    **{FieldKind.YES_NO: Kind.CHOICE, FieldKind.INTAKE: Kind.CHOICE},
}
_PURPOSE = """\
Hela steget: läget, dagarna och det som rutinen frågar efter. Det som krävs måste vara ifyllt för att steget ska bli \
klart. En dag i Klart den gör steget klart. Dröjer svaret: sätt läget väntar, och en dag i Påminnelse, som syns i \
Idag. Regeln och var den står visas under fälten."""
COST = "Att passera en spärr är ett avsteg från rutinen. Det syns i checklistan och i loggen, med skälet."
REMIND = "Det som saknas står kvar i Idag. Sätt en dag i Påminnelse, om något ska komma senare."


class StepFormScreen(FormScreen[StepForm]):
    """A form whose answers belong together under one name in the model. A day when it was done makes the step done."""

    def raw(self) -> dict[str, Any]:
        values = super().raw()
        answers = {name.removeprefix(_ANSWER): values.pop(name) for name in list(values) if name.startswith(_ANSWER)}
        state = "done" if values[DONE] and values["state"] in _UNDONE else values["state"]
        return {**values, "state": state, "answers": answers}

    def on_field_changed(self, event: FieldChanged) -> None:
        """Whoever chooses a state that is not done takes back the day on which it was."""
        done_on = self.query_one(FormBody).field(DONE)
        if event.name == "state" and event.value in _UNDONE and isinstance(self.focused, ChoiceField) and done_on:
            done_on.value = ""

    def on_descendant_blur(self, _event: DescendantBlur) -> None:
        """Show the state that will be saved."""
        state = self.query_one(FormBody).field("state")
        if state is not None:
            state.value = self.raw()["state"]


def asks(step: StepView) -> bool:
    """Whether the step could be marked, but something that is asked for on it is not filled in, or, of a gate, other
    steps should be done first.
    """
    too_early = step.gate and bool(step.left_before)
    return not step.blocked_by and (too_early or any(True for _name in _lacking(step)))


def _lacking(step: StepView) -> Iterator[str]:
    """The fields of the form that the document asks for, or that something else is counted from, and are empty."""
    if step.period is not None and step.from_on is None:
        yield "from_on"
    if "to" in step.built_on and step.to_on is None:
        yield "to_on"
    for field in step.fields:
        if (field.force in _EXPECTED or field.key in step.built_on) and field.key not in step.answers:
            yield f"{_ANSWER}{field.key}"
    if DONE in step.built_on and step.done_on is None:
        yield DONE


def quick_form(step: StepView, state: str) -> StepForm:
    """The step marked at once, with everything else as it was."""
    return StepForm.model_validate(
        {
            "step": step.id,
            "version": step.version,
            "state": state,
            "from_on": step.from_on,
            "to_on": step.to_on,
            "note": step.note,
            "answers": _answers(step),
        }
    )


def step_form(step: StepView, state: str, today: date, messages: Mapping[str, str] | None = None) -> StepFormScreen:
    """The whole step, set to a state that can still be changed in the form."""
    last = {"passed": step.passable, "not_applicable": step.can_be_set_aside}
    states = {key: STEP_STATES[key] for key in (*_STATES, *(key for key, fits in last.items() if fits))}
    values = {name: as_typed(getattr(step, name)) for name in _PLAIN}
    known = {} if state in _PASSED_BY else {key: one.text for key, one in step.known.items()}
    answers = {**known, **_answers(step)}
    values |= {f"{_ANSWER}{key}": text for key, text in answers.items()}
    values["state"] = state
    if state in {"done", *_PASSED_BY}:
        values[DONE] = values[DONE] or today.isoformat()
    else:
        values |= {DONE: "", "by": "", "reason": ""}
    if state == "waiting":
        values["waiting_since"] = values["waiting_since"] or today.isoformat()
    return StepFormScreen(
        f"{step.title} · {step.role}",
        tuple(_specs(step, states)),
        StepForm,
        record_step,
        purpose=_PURPOSE,
        draft=f"steg:{step.id}" if state == step.state else f"steg:{step.id}:{state}",
        values=values,
        fixed={"step": step.id, "version": step.version},
        messages=messages,
        focus=_FOCUS.get(state) or _first_to_fill(step),
        about="\n\n".join(_about(step, state)),
    )


def _about(step: StepView, state: str) -> Iterator[str]:
    """What passing costs, or what should be done first, and what is wrong, before the rule: what to know now."""
    if state == "passed":
        yield " ".join(filter(None, (COST, step.cost, REMIND)))
    elif step.left_before:
        yield f"Inte klart än, fast det ska vara gjort före det här: {'; '.join(step.left_before)}."
    yield from (f"! {said}" for said in step.warned)
    yield f"{step.rule}\n{step.where}"
    if step.advised:
        yield advice(step)


def _first_to_fill(step: StepView) -> str:
    """The first that is asked for and nobody knows, or the first of all that is, to be read through or mended.

    Where nothing is, and once a period runs, the day.
    """
    known = {f"{_ANSWER}{key}" for key in step.known}
    lacking = next((name for name in _lacking(step) if name not in known), None)
    wanted = [f"{_ANSWER}{field.key}" for field in step.fields if field.force in _EXPECTED]
    return lacking or (DONE if step.period is not None or not wanted else wanted[0])


_PLAIN = (DONE, "by", "waiting_since", "remind_on", "from_on", "to_on", "note", "reason")


def _specs(step: StepView, states: Mapping[str, str]) -> Iterator[FieldSpec]:
    yield _field("state", Kind.CHOICE, options=states)
    yield _field(DONE, Kind.DAY, ST_DAY if DONE in step.built_on else "annars idag", lean=Lean.LAST)
    yield _field("by", hint="annars den utsedda")
    yield _field("reason", hint="vid undantag")
    if step.period is not None:
        yield _field("from_on", Kind.DAY, heading="Perioden", expected=_expected(step, "from_on"))
        hint = "Planerat eller verkligt slut"
        yield _field("to_on", Kind.DAY, hint, expected=_expected(step, "to_on"), follows="from_on")
    for number, field in enumerate(step.fields):
        heading = "" if number else "Rutinen frågar efter"
        kind = _FIELD_KINDS.get(field.kind, Kind.LINE)
        asked = f"{_ASKED.get(field.force, '')}{_WHAT[field.kind]}"
        hint = f"{BUILT_ON if field.force is Force.MAY and field.key in step.built_on else asked}{_held(step, field)}"
        lean = Lean.LAST if field.past or field.kind is FieldKind.PAPER else Lean.NEAREST
        name, expected = f"{_ANSWER}{field.key}", _expected(step, field.key)
        options = YES_NO if field.kind is FieldKind.YES_NO else _intakes(step, field)
        yield FieldSpec(name, field.label, kind, hint, options, heading, lean, expected)
        if field.kind is FieldKind.PAPER:
            yield FieldSpec(f"{_ANSWER}{field.key}{PLACE}", "… förvaras", hint="Pärm eller mapp")
    yield _field("waiting_since", Kind.DAY, heading="Om svaret dröjer", lean=Lean.LAST)
    yield _field("remind_on", Kind.DAY, "t.ex. +14", lean=Lean.COMING)
    yield _field("note", Kind.TEXT, "Inget om patienter")


def _field(name: str, kind: Kind = Kind.LINE, hint: str = "", **more: Any) -> FieldSpec:
    return FieldSpec(name, STEP[name], kind, hint, **more)


def _intakes(step: StepView, field: StepField) -> dict[str, str]:
    """The intakes to choose from, with the one that is recorded."""
    names = ["", *step.intakes, str(step.answers.get(field.key, ""))]
    return {name: name or "inte valt" for name in names}


def _expected(step: StepView, name: str) -> Expected:
    return step.expected.get(name, NOTHING_KNOWN)


def _held(step: StepView, field: StepField) -> str:
    """What the register holds of a field: where it was offered from, or what it says against the answer."""
    known = step.known.get(field.key)
    if known is None:
        return ""
    why = f" ({known.why})" if known.why else ""
    if field.kind is FieldKind.YES_NO or step.against(field.key) is not None:
        return f", registret: {known.text}{why}"
    return "" if field.key in step.answers else ", ur registret"


def _answers(step: StepView) -> dict[str, str]:
    return {key: as_typed(value) for key, value in step.answers.items()}
