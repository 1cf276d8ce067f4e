"""Asks until when a step of Idag is to rest, and why."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from models.commands.duties import wake_occurrence
from models.commands.snooze import snooze_step, wake_step
from models.faults import StorageFault
from models.field_names import SNOOZE
from models.forms.days import Lean
from models.forms.duty import WakenForm
from models.forms.refusal import Refused
from models.forms.snooze import SnoozeForm, WakeForm
from models.ids import new_id
from screens.duty_forms import rest_form
from screens.form_screen import FormScreen
from screens.widgets.form import FieldSpec, Kind

if TYPE_CHECKING:
    from datetime import date

    from models.queries.shared_duties import Rest
    from models.queries.today import TodayItem
    from screens.host import Host

_PURPOSE = """\
Lägger undan steget till en dag: en vecka, om du inte skriver något annat. Till dess ligger det sist i Idag, under \
Vilar, med din anteckning. I checklistan ändras inget."""
_WEEK = timedelta(days=7)
_FIELDS = (
    FieldSpec("until", SNOOZE["until"], Kind.DAY, "Syns då i Idag igen", lean=Lean.COMING),
    FieldSpec("note", SNOOZE["note"], Kind.LINE, "Varför det vilar"),
)


def snooze_form(item: "TodayItem", today: "date") -> FormScreen[Any]:
    """A rest for the step, a week unless something else is typed."""
    rest = item.rest
    title = f"Låt vila: {item.step}, {item.name}"
    values = {"until": (today + _WEEK).isoformat(), "note": "" if rest is None else rest.note or ""}
    if item.duty is not None:
        return rest_form(title, item.duty, _FIELDS, values)
    return FormScreen(
        title,
        _FIELDS,
        SnoozeForm,
        snooze_step,
        purpose=_PURPOSE,
        draft=f"vila:{item.candidate}:{item.step_id}",
        values=values,
        fixed={
            "id": new_id() if rest is None else rest.id,
            "version": None if rest is None else rest.version,
            "candidate": item.candidate,
            "step_id": item.step_id,
        },
    )


async def wake(host: "Host", item: "TodayItem", rest: "Rest") -> None:
    """End a rest before its day."""
    try:
        if item.duty is not None:
            await host.change(wake_occurrence, WakenForm(steps=item.duty.steps, number=item.duty.occurrence.number))
        else:
            await host.change(wake_step, WakeForm(id=rest.id, version=rest.version))
    except (Refused, StorageFault) as error:
        host.warn(error)
