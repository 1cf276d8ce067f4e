"""The form of a step that the clinic adds to its region's routine, or changes."""

from typing import Any

from models.commands.own_steps import save_own_step
from models.field_names import OWN_STEP
from models.forms.own_step import OwnStepForm
from models.ids import new_id
from models.queries.checklist import StepView
from models.queries.own_steps import OwnStepView
from screens.form_screen import FormScreen
from screens.widgets.form import FieldSpec, Kind

_PURPOSE = """\
Ett steg som ni själva lägger till regionens rutin: vad som ska göras, vem som gör det och varför. Det står efter \
steget i fokus, är märkt ✚ överallt och spärrar ingenting."""
_FORCE = {"ska": "ska göras", "bör": "bör göras", "kan": "kan göras"}
_REACH = {"inte_forbi": "de som inte är förbi det", "alla": "alla pågående"}
_KEPT = {"nej": "finns kvar", "ja": "tas bort"}
_ABOUT = (
    "Ett eget steg är något som ni har bestämt utöver regionens rutin. Det läggs till på vårdcentralens checklistor, "
    "är märkt som ert eget överallt, följer med på nya checklistor och spärrar ingenting."
)
_REMOVAL = (
    "\n\nTas steget bort försvinner det från checklistorna, utom där det redan är klart eller ej aktuellt: där står "
    "det kvar som det gjordes."
)


class OwnStepFormScreen(FormScreen[OwnStepForm]):
    """A form whose last choice is a plain yes or no in the model."""

    def raw(self) -> dict[str, Any]:
        values = super().raw()
        return {**values, "archived": values.get("archived") == "ja"}


def own_step_form(view: OwnStepView, step: StepView) -> OwnStepFormScreen:
    """A new own step behind `step`, or the changes of the one that `step` is."""
    new = view.id is None
    last = (
        FieldSpec("reach", "Läggs till för", Kind.CHOICE, "Nya checklistor får det alltid", _REACH)
        if new
        else FieldSpec("archived", "Steget", Kind.CHOICE, options=_KEPT)
    )
    return OwnStepFormScreen(
        f"Eget steg efter ”{step.title}”" if new else f"Ändra det egna steget ”{step.title}”",
        (
            FieldSpec("title", OWN_STEP["title"]),
            FieldSpec("role", OWN_STEP["role"], Kind.CHOICE, "Byt med pilarna", view.roles),
            FieldSpec("force", OWN_STEP["force"], Kind.CHOICE, options=_FORCE),
            FieldSpec("rule", OWN_STEP["rule"], Kind.TEXT, "Syns bredvid steget"),
            last,
        ),
        OwnStepForm,
        save_own_step,
        purpose=_PURPOSE,
        draft=f"egetsteg:{view.checklist}:{view.values['behind']}" if new else f"egetsteg:{view.id}",
        values=view.values,
        fixed={
            "id": view.id or new_id(),
            "version": view.version,
            "checklist": view.checklist,
            "behind": view.values["behind"],
        },
        about=_ABOUT if new else _ABOUT + _REMOVAL,
    )
