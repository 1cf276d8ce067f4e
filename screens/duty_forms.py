"""The forms of a duty that comes back: one occurrence of one candidate, the same of several, and its rest."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from models.commands.duties import record_occurrence, record_occurrences, rest_occurrence
from models.faults import StorageFault
from models.field_names import DUTY_DONE
from models.forms.days import Lean
from models.forms.duty import OccurrenceForm, OccurrencesForm, RestForm
from models.forms.refusal import Refused
from models.queries.checklist import StepView
from models.queries.duty_view import DoneView, DutyView
from screens.form_screen import FormScreen
from screens.host import Host
from screens.widgets.fields import FieldChanged
from screens.widgets.form import FieldSpec, FormBody, Kind

if TYPE_CHECKING:
    from models.queries.shared_duties import DutyRow
    from models.queries.today import TodayItem

_FOR = "for."
_LATEST = 12
_ONE = """\
Ett tillfälle av något som återkommer: vilken månad eller vilket år, när det gjordes, av vem, och en anteckning. \
Pilarna byter tillfälle. Läget inte klart tar tillbaka ett som är gjort."""
_SEVERAL = """\
Samma tillfälle för flera ST-läkare. Välj nej för den som det inte är gjort för än: då står det kvar i Idag."""
_REST = """\
Lägger undan tillfället till en dag för alla som raden gäller. I checklistorna ändras inget."""
_DONE = (
    FieldSpec("done_on", DUTY_DONE["done_on"], Kind.DAY, "annars idag", lean=Lean.LAST),
    FieldSpec("by", DUTY_DONE["by"], hint="annars den utsedda"),
    FieldSpec("note", DUTY_DONE["note"], Kind.TEXT, "Inget om patienter"),
)


class OccurrenceFormScreen(FormScreen[OccurrenceForm]):
    """One occurrence. When another is chosen, what is recorded of it is shown, but nothing that was typed is lost."""

    def __init__(self, step: StepView, duty: DutyView, today: date) -> None:
        self._recorded = {str(one.number): one for one in duty.done}
        self._today = today
        options = dict(_options(duty))
        self._chosen = next(iter(options))
        super().__init__(
            f"{step.title} · {step.role}",
            (
                FieldSpec("number", "Tillfälle", Kind.CHOICE, "Pilarna byter", options),
                FieldSpec("state", "Läge", Kind.CHOICE, options={"done": "klart", "open": "inte klart"}),
                *_DONE,
            ),
            OccurrenceForm,
            record_occurrence,
            purpose=_ONE,
            draft=f"plikt:{step.id}",
            values={"number": self._chosen, **self._values(self._chosen)},
            fixed={"step": step.id},
            focus="done_on",
            about=f"{step.rule}\n{step.where}",
        )

    @property
    def version(self) -> str:
        """Those of all that is recorded: another may be chosen."""
        return " ".join(f"{number}:{one.version}" for number, one in self._recorded.items())

    def raw(self) -> dict[str, Any]:
        values = super().raw()
        recorded = self._recorded.get(values["number"])
        return {**values, "version": None if recorded is None else recorded.version}

    def on_field_changed(self, event: FieldChanged) -> None:
        super().on_field_changed(event)
        if event.name == "number" and event.value != self._chosen:
            before, self._chosen = self._values(self._chosen), event.value
            body = self.query_one(FormBody)
            untouched = {name for name, value in before.items() if body.values[name] == value}
            body.fill({name: value for name, value in self._values(event.value).items() if name in untouched})

    def _values(self, number: str) -> dict[str, str]:
        one = self._recorded.get(number)
        if one is None:
            return {"done_on": self._today.isoformat(), "by": "", "note": ""}
        return {"done_on": one.done_on.isoformat(), "by": one.by, "note": one.note}


def can_open(duty: DutyView) -> bool:
    """Whether there is any occurrence to record or to change."""
    return bool(duty.begun or duty.missed or duty.done)


def _options(duty: DutyView) -> Iterator[tuple[str, str]]:
    for one in duty.begun:
        yield str(one.number), one.period or "nästa gång"
    for one in duty.missed:
        yield str(one.number), f"missad: {one.period}"
    for done in duty.done[:_LATEST]:
        yield str(done.number), f"✓ {_name(done)}"


def _name(done: DoneView) -> str:
    return done.period or f"gjort {done.done_on}"


class OccurrencesFormScreen(FormScreen[OccurrencesForm]):
    """The same occurrence of several: a choice for each of them."""

    def raw(self) -> dict[str, Any]:
        values = super().raw()
        chosen = {name.removeprefix(_FOR): values.pop(name) for name in list(values) if name.startswith(_FOR)}
        return {**values, "steps": tuple(UUID(step) for step, said in chosen.items() if said == "ja")}


def occurrences_form(item: "TodayItem", row: "DutyRow", today: date) -> OccurrencesFormScreen:
    """Whom an occurrence was done for: everybody, until something else is chosen."""
    names: Mapping[str, str] = {f"{_FOR}{one.step_id}": one.name for one in row.in_order}
    options = {"ja": "ja", "nej": "nej"}
    return OccurrencesFormScreen(
        f"{item.step} · {item.role}",
        (
            *(
                FieldSpec(field, name, Kind.CHOICE, options=options, heading="" if number else "Gjort för")
                for number, (field, name) in enumerate(names.items())
            ),
            *_DONE,
        ),
        OccurrencesForm,
        record_occurrences,
        purpose=_SEVERAL,
        draft=f"plikt:{row.kind.key}:{row.occurrence.number}",
        values={"done_on": today.isoformat()},
        fixed={"number": row.occurrence.number},
    )


async def tick(host: Host, steps: tuple[UUID, ...], number: int) -> None:
    """Record an occurrence as done today, for everybody on whose checklist the steps are."""
    try:
        await host.change(record_occurrences, OccurrencesForm(steps=steps, number=number))
    except (Refused, StorageFault) as error:
        host.warn(error)


def rest_form(title: str, row: "DutyRow", fields: tuple[FieldSpec, ...], values: Mapping[str, str]) -> FormScreen[Any]:
    """A rest for everybody whom a row covers."""
    return FormScreen(
        title,
        fields,
        RestForm,
        rest_occurrence,
        purpose=_REST,
        draft=f"vila:{row.kind.key}:{row.occurrence.number}",
        values=values,
        fixed={"steps": row.steps, "number": row.occurrence.number},
    )
