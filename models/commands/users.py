"""Those who may sign in: added, changed, removed, and the chief's place handed over. Their key slots are kept apart,
in the file beside the register, by the user's id.
"""

from uuid import UUID

from models.commands.work import Change, Work
from models.forms.refusal import Refused
from models.forms.user import HandOverForm, NewUserForm, RemoveUserForm, UserForm
from models.records import Clinic, Colleague, Draft, User
from models.rights import ROLE_NAMES, Role, for_chief_only
from models.text import fold


@for_chief_only
def add_user(work: Work, form: NewUserForm) -> Change:
    """Add a user. A repeated save makes no second one. Raises Refused where the user name is another's.

    The first password, which the form may have too, is not the register's to keep.
    """
    if User.get_or_none(User.id == form.id) is None:
        taken = next((user for user in _users() if fold(user.sign_in) == fold(form.sign_in)), None)
        if taken is not None:
            raise Refused({"sign_in": f"Användarnamnet är upptaget av {taken.name}. Välj ett annat."})
        _is_there(form.colleague)
        work.add(User(**form.model_dump(include=set(NewUserForm.model_fields))))
    return Change(f"Lade till användaren {form.name} ({ROLE_NAMES[form.role]}).")


@for_chief_only
def change_user(work: Work, form: UserForm) -> Change:
    """Change a user's name, role or link to a colleague. Raises Refused where no chief could sign in then."""
    user = _find(form.id)
    _is_there(form.colleague)
    user.name, user.role, user.colleague_id = form.name, form.role.value, form.colleague
    work.save(user, form.version)
    keep_a_chief(work)
    return Change(f"Ändrade användaren {form.name} ({ROLE_NAMES[form.role]}).")


@for_chief_only
def remove_user(work: Work, form: RemoveUserForm) -> Change:
    """Let a user sign in no more, and forget their drafts. Raises Refused for oneself, and as `change_user` does."""
    user = _find(form.id)
    if user.id == work.session.user:
        raise Refused("Du kan inte ta bort dig själv. Lämna över till en annan chef, som kan göra det.")
    user.archived = True
    work.save(user, form.version)
    keep_a_chief(work)
    Draft.delete().where(Draft.owner == user.id).execute()
    return Change(f"Tog bort användaren {user.name}.")


@for_chief_only
def hand_over(work: Work, form: HandOverForm) -> Change:
    """Make another user chief and step down; where the clinic bears the old chief's name it takes the new one's.

    Raises Refused where the other could not sign in.
    """
    other, own = _find(form.to), _find(work.session.user)
    if other.id == own.id:
        raise Refused({"to": "Välj någon annan än dig själv."})
    if not _can_sign_in(work, other):
        raise Refused(f"{other.name} {_LOCKED_OUT} Ge ett nytt lösenord först, och lämna sedan över.")
    other.role, own.role = Role.CHIEF.value, form.becomes
    work.save(other, form.version)
    work.save(own, own.version)
    clinic = Clinic.get()
    if clinic.chief == own.name:
        clinic.chief = other.name
        work.save(clinic, clinic.version)
    return Change(f"{other.name} är nu chef, efter {own.name} ({ROLE_NAMES[Role(form.becomes)]}).")


def seat(work: Work, key: UUID, name: str, sign_in: str) -> bool:
    """Have a user who is chief, whether they were another thing here or not there; False where nothing is changed."""
    user = User.get_or_none(User.id == key)
    if user is None:
        work.add(User(id=key, name=name, sign_in=sign_in, role=Role.CHIEF.value))
        return True
    if user.role == Role.CHIEF and not user.archived:
        return False
    user.role, user.archived = Role.CHIEF.value, False
    work.save(user, user.version)
    return True


def keep_a_chief(work: Work) -> None:
    """Raises Refused where no chief could sign in, so that what led there is not done."""
    chiefs = [user for user in _users() if user.role == Role.CHIEF]
    if any(_can_sign_in(work, user) for user in chiefs):
        return
    why = " ".join(f"{user.name} {_LOCKED_OUT}" for user in chiefs) or "Gör någon annan till chef först."
    raise Refused(f"Registret måste ha minst en chef som kan logga in. {why}")


_LOCKED_OUT = "saknar lösenord och kan inte logga in."


def _can_sign_in(work: Work, user: User) -> bool:
    having = work.with_password()
    return having is None or user.id in having


def _users() -> list[User]:
    return list(User.select().where(~User.archived))


def _find(key: UUID) -> User:
    user = User.get_or_none((User.id == key) & ~User.archived)
    if user is None:
        raise Refused("Användaren finns inte längre.")
    return user


def _is_there(colleague: UUID | None) -> None:
    if colleague is not None and Colleague.get_or_none(Colleague.id == colleague) is None:
        raise Refused({"colleague": "Personen finns inte längre. Välj en annan."})
