"""People of a test's clinic: found by name, and let go."""

from uuid import UUID

from models.commands.outcomes import end_candidate
from models.forms.candidate import OutcomeForm
from models.forms.refusal import read_form
from models.queries.checklist import checklist_names
from models.register import Register
from tests.making import person_of


async def whom(register: Register, name: str) -> UUID:
    return next(one.candidate for one in await register.ask(checklist_names) if one.name == name)


async def end(chiefs: Register, candidate: UUID) -> None:
    """Let a candidate leave."""
    raw = {"candidate": candidate, "version": (await person_of(chiefs, candidate)).version, "outcome": "drog_sig_ur"}
    raw |= {"outcome_on": "idag", "outcome_reason": "Flyttar."}
    await chiefs.do(end_candidate, read_form(OutcomeForm, raw, chiefs.today))
