"""The form of a step: its state, dates, the facts the document asks for, and what was noted."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from textual.events import DescendantBlur

from models.commands.checklist import record_step
from models.field_names import STEP
from models.forms.checklist import PLACE, StepForm
from models.knowledge.vocabulary import STEP_STATES, FieldKind, Force
from models.queries.checklist import StepView
from models.queries.person import as_typed
from screens.form_screen import FormScreen
from screens.widgets.form import YES_NO, FieldSpec, FormBody, Kind

_ANSWER = "answers."
_UNDONE = {"open", "waiting"}
_STATES = ("open", "waiting", "done")
_FOCUS = {"waiting": "remind_on", "not_applicable": "reason", "passed": "reason"}
_ASKED = {Force.MUST: "krävs", Force.SHOULD: "bör fyllas i", Force.MAY: "frivilligt"}
_WHAT = {
    FieldKind.TEXT: "",
    FieldKind.DATE: ", dagen",
    FieldKind.NUMBER: ", ett tal",
    FieldKind.YES_NO: "",
    FieldKind.PAPER: ", dagen den skickades",
}
_FIELD_KINDS = {FieldKind.DATE: Kind.DAY, FieldKind.PAPER: Kind.DAY, FieldKind.YES_NO: Kind.CHOICE}
_PURPOSE = """\
Hela steget: läget, dagarna och det som rutinen frågar efter. Det som krävs måste vara ifyllt för att steget ska bli \
klart. En dag i Klart den gör steget klart. Dröjer svaret: sätt läget väntar, och en dag i Påminn mig, som syns i \
Idag. Regeln och var den står visas under fälten."""
COST = "Att passera en spärr är ett avsteg från rutinen. Det syns i checklistan och i loggen, med skälet."


class StepFormScreen(FormScreen[StepForm]):
    """A form whose answers belong together under one name in the model. A day when it was done makes the step done."""

    def raw(self) -> dict[str, Any]:
        values = super().raw()
        answers = {name.removeprefix(_ANSWER): values.pop(name) for name in list(values) if name.startswith(_ANSWER)}
        state = "done" if values["done_on"] and values["state"] in _UNDONE else values["state"]
        return {**values, "state": state, "answers": answers}

    def on_descendant_blur(self, _event: DescendantBlur) -> None:
        """Show the state that will be saved."""
        state = self.query_one(FormBody).field("state")
        if state is not None:
            state.value = self.raw()["state"]


def asks(step: StepView) -> bool:
    """Whether the document asks for facts that are not filled in, and the step could be marked but for them."""
    wanted = (field.key for field in step.fields if field.force in {Force.MUST, Force.SHOULD})
    return not step.blocked_by and any(key not in step.answers for key in wanted)


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
    last = ("passed",) if step.passable else () if step.gate else ("not_applicable",)
    states = {key: STEP_STATES[key] for key in (*_STATES, *last)}
    values = {name: as_typed(getattr(step, name)) for name in _PLAIN}
    values |= {f"{_ANSWER}{key}": text for key, text in _answers(step).items()}
    values["state"] = state
    if state in {"done", "passed", "not_applicable"}:
        values["done_on"] = values["done_on"] or today.isoformat()
    else:
        values |= {"done_on": "", "by": "", "reason": ""}
    if state == "waiting":
        values["waiting_since"] = values["waiting_since"] or today.isoformat()
    return StepFormScreen(
        f"{step.title} · {step.role}",
        tuple(_specs(step, states)),
        StepForm,
        record_step,
        purpose=_PURPOSE,
        draft=f"steg:{step.id}:{state}",
        values=values,
        fixed={"step": step.id, "version": step.version},
        messages=messages,
        focus=_FOCUS.get(state) or _first_to_fill(step),
        about=f"{step.rule}\n{step.where}" + (f"\n\n{COST}" if state == "passed" else ""),
    )


def _first_to_fill(step: StepView) -> str:
    """The first fact that the document asks for and nobody has given; else the day."""
    wanted = (field.key for field in step.fields if field.force in {Force.MUST, Force.SHOULD})
    missing = next((key for key in wanted if key not in step.answers), None)
    if missing is not None:
        return f"{_ANSWER}{missing}"
    return "from_on" if step.period is not None and step.from_on is None else "done_on"


_PLAIN = ("done_on", "by", "waiting_since", "remind_on", "from_on", "to_on", "note", "reason")


def _specs(step: StepView, states: Mapping[str, str]) -> Iterator[FieldSpec]:
    yield _field("state", Kind.CHOICE, options=states)
    yield _field("done_on", Kind.DAY, "idag om det lämnas tomt")
    yield _field("by", hint="Den som valts för rollen, om det lämnas tomt")
    yield _field("reason", hint="Krävs för ej aktuellt och för att passera spärr")
    if step.period is not None:
        yield _field("from_on", Kind.DAY, heading="Perioden")
        yield _field("to_on", Kind.DAY, "Planerat eller verkligt slut")
    for number, field in enumerate(step.fields):
        heading = "" if number else "Rutinen frågar efter"
        kind = _FIELD_KINDS.get(field.kind, Kind.LINE)
        hint = f"{_ASKED.get(field.force, '')}{_WHAT[field.kind]}"
        yield FieldSpec(f"{_ANSWER}{field.key}", field.label, kind, hint, YES_NO, heading)
        if field.kind is FieldKind.PAPER:
            yield FieldSpec(f"{_ANSWER}{field.key}{PLACE}", "… förvaras", hint="Var pappret eller filen finns")
    yield _field("waiting_since", Kind.DAY, heading="Om svaret dröjer")
    yield _field("remind_on", Kind.DAY, "t.ex. +14")
    yield _field("note", Kind.TEXT, "Aldrig något om patienter")


def _field(name: str, kind: Kind = Kind.LINE, hint: str = "", **more: Any) -> FieldSpec:
    return FieldSpec(name, STEP[name], kind, hint, **more)


def _answers(step: StepView) -> dict[str, str]:
    return {key: as_typed(value) for key, value in step.answers.items()}
