"""Asks how long the clinic keeps people and backups, and by which gallringsbeslut."""

from models.commands.retention import save_retention
from models.field_names import CLINIC
from models.forms.retention import RetentionForm
from models.queries.retention import RetentionView
from models.rules.retention import USUAL_YEARS
from screens.form_screen import FormScreen
from screens.widgets.form import FieldSpec, Kind

_PURPOSE = """\
Hur länge uppgifter om dem som inte längre är aktuella sparas, räknat från dagen då det slutade. Tomt för dem som har \
varit anställda betyder att de inte gallras. På en regiondriven vårdcentral krävs ett gallringsbeslut: vad det heter \
och vilken dag det fattades."""
_PRIVATE = """\
Två år är utgångsläget för den som inte anställdes: så länge kan ett beslut ifrågasättas som diskriminering \
(diskrimineringslagen). Den som har varit anställd har rätt till intyg, och arbetsgivaren kan behöva visa vad som \
gällde: ange år bara om ni har bestämt det."""
_REGION_RUN = """\
Uppgifterna hos en regiondriven vårdcentral är allmänna handlingar. De får gallras bara efter ett beslut, ofta i \
regionens dokumenthanteringsplan. Fråga arkivarien vilket beslut som gäller rekryteringsärenden. Utan det föreslås \
ingen. Skriv inget om enskilda personer här."""


def retention_form(view: RetentionView, *, private: bool) -> FormScreen[RetentionForm]:
    """The form for the clinic as it is now."""
    usual = f"Tomt: {USUAL_YEARS} år" if private else "Som beslutet säger"
    return FormScreen(
        "Hur länge uppgifter sparas",
        (
            FieldSpec("keep_years", CLINIC["keep_years"], hint=usual),
            FieldSpec("keep_years_employed", CLINIC["keep_years_employed"], hint="Tomt: gallras inte"),
            FieldSpec("keep_decision", CLINIC["keep_decision"], hint="Namn och diarienummer"),
            FieldSpec("keep_decided_on", CLINIC["keep_decided_on"], Kind.DAY),
            FieldSpec("keep_backups_days", CLINIC["keep_backups_days"], hint="Minst 7"),
        ),
        RetentionForm,
        save_retention,
        purpose=_PURPOSE,
        draft="gallring:tider",
        values=view.values,
        fixed={"version": view.version},
        about=_PRIVATE if private else _REGION_RUN,
    )
