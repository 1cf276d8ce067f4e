"""Which region's demo to look around in, asked where no region has been chosen yet."""

from typing import ClassVar

from models.demo import demo_regions
from models.forms.door import DemoForm
from models.queries.regions import region_names
from screens.form_screen import FormScreen
from screens.host import host_of
from screens.widgets.form import FieldSpec, Kind

_PURPOSE = """\
En demo är ett register med påhittade personer i en regions rutin. Ingenting i den är ditt, och den är borta när du \
lämnar den (ctrl+p, Lämna demon)."""


class DemoScreen(FormScreen[DemoForm]):
    """One choice; saving it opens that region's demo."""

    SAVING: ClassVar[str] = "Öppnar …"
    NOT_SAVED: ClassVar[str] = ""

    def __init__(self) -> None:
        names = region_names()
        regions = {code: names[code] for code in demo_regions()}
        spec = FieldSpec("region", "Region", Kind.CHOICE, "Pilarna, sedan enter", regions)
        super().__init__("Titta runt i en demo", (spec,), DemoForm, None, purpose=_PURPOSE, draft="", about=_PURPOSE)

    def action_enter(self) -> None:
        self.action_save()

    async def carry_out(self, form: DemoForm) -> None:
        host_of(self).visit(form.region)
