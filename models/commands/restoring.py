"""That a backup was restored, which is done to the whole file, is said in the log that it has from then on."""

from models.commands.users import seat
from models.commands.work import Change, Work
from models.forms.restoring import RestoredForm
from models.rights import for_chief_only


@for_chief_only
def note_restored(work: Work, form: RestoredForm) -> Change:
    """Say which backup was restored, with whoever did it as its chief."""
    said = [f"Återläste säkerhetskopian från {form.made_at.astimezone():%Y-%m-%d kl. %H.%M}."]
    if form.by is not None and seat(work, form.by, form.name, form.sign_in):
        said.append(f"{form.name} är fortfarande chef.")
    return Change(" ".join(said))
