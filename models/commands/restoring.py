"""That a backup was restored, which is done to the whole file, is said in the log that it has from then on."""

from models.commands.work import Change, Work
from models.forms.restoring import RestoredForm
from models.rights import for_chief_only


@for_chief_only
def note_restored(_work: Work, form: RestoredForm) -> Change:
    """Say which backup was restored."""
    return Change(f"Återläste säkerhetskopian från {form.made_at.astimezone():%Y-%m-%d kl. %H.%M}.")
