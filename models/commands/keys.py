"""What has been done to the keyring, which lies outside the register, is said in its log."""

from models.commands.work import Change, Work
from models.forms.password import KeyNoteForm, PasswordNoteForm, RecoveryKeyNoteForm
from models.records import User
from models.rights import for_chief_only, for_everyone


@for_everyone
def note_own_password(_work: Work, _form: KeyNoteForm) -> Change:
    """Say that whoever is signed in has changed their own password."""
    return Change("Bytte sitt eget lösenord.")


@for_chief_only
def note_password(_work: Work, form: PasswordNoteForm) -> Change:
    """Say that a user was given a password."""
    return Change(f"Gav {User.get_by_id(form.user).name} ett nytt lösenord.")


@for_chief_only
def note_recovered(work: Work, _form: KeyNoteForm) -> Change:
    """Say that the recovery key was used: whoever had it chose whose new password it was to give."""
    return Change(f"Öppnade registret med återställningsnyckeln och gav {work.actor} ett nytt lösenord.")


@for_chief_only
def note_recovery_key(_work: Work, form: RecoveryKeyNoteForm) -> Change:
    """Say that a recovery key was confirmed, and is in force."""
    if form.replaces:
        return Change("Gjorde en ny återställningsnyckel. Den gamla gäller inte längre.")
    return Change("Gjorde registrets återställningsnyckel.")


@for_chief_only
def note_new_key(_work: Work, _form: KeyNoteForm) -> Change:
    """Say that the register was encrypted anew under another key."""
    return Change("Bytte registrets nyckel.")
