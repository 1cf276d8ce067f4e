"""Asks until when a step of Idag is to rest, and why."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from models.commands.snooze import snooze_step, wake_step
from models.faults import StorageFault
from models.field_names import SNOOZE
from models.forms.refusal import Refused
from models.forms.snooze import SnoozeForm, WakeForm
from models.ids import new_id
from screens.form_screen import FormScreen
from screens.widgets.form import FieldSpec, Kind

if TYPE_CHECKING:
    from datetime import date

    from models.queries.today import Rest, TodayItem
    from screens.host import Host

_WEEK = timedelta(days=7)


def snooze_form(item: "TodayItem", today: "date") -> FormScreen[Any]:
    """A rest for the step, a week unless something else is typed."""
    rest = item.rest
    return FormScreen(
        f"Låt vila: {item.step}, {item.name}",
        (
            FieldSpec("until", SNOOZE["until"], Kind.DAY, "Då syns steget i Idag igen"),
            FieldSpec("note", SNOOZE["note"], Kind.LINE, "Varför det vilar"),
        ),
        SnoozeForm,
        snooze_step,
        draft=f"vila:{item.candidate}:{item.step_id}",
        values={"until": (today + _WEEK).isoformat(), "note": "" if rest is None else rest.note},
        fixed={
            "id": new_id() if rest is None else rest.id,
            "version": None if rest is None else rest.version,
            "candidate": item.candidate,
            "step_id": item.step_id,
        },
    )


async def wake(host: "Host", rest: "Rest") -> None:
    """End a rest before its day."""
    try:
        await host.change(wake_step, WakeForm(id=rest.id, version=rest.version))
    except (Refused, StorageFault) as error:
        host.warn(str(error))
