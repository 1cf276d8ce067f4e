"""How a candidate's way ended, and back again."""

from models.commands.candidates import find
from models.commands.own_steps import give_own_steps
from models.commands.work import Change, Work
from models.forms.candidate import OutcomeForm, ReopenForm
from models.knowledge.vocabulary import OUTCOMES
from models.records import Summary
from models.records.base import row_with
from models.rights import for_chiefs
from models.rules.retention import was_employed


@for_chiefs
def end_candidate(work: Work, form: OutcomeForm) -> Change:
    """Record how a candidate's way ended, and put the candidate in the archive."""
    candidate = find(form.candidate)
    candidate.outcome, candidate.outcome_on = form.outcome, form.outcome_on
    candidate.outcome_reason, candidate.archived = form.outcome_reason, True
    reached = row_with(Summary, "candidate", form.candidate)
    candidate.employed = reached is not None and was_employed(form.outcome, reached.stage, reached.st_since)
    work.save(candidate, form.version)
    return Change(f"Avslutade {candidate.name}: {OUTCOMES[form.outcome].lower()} {form.outcome_on}.", form.candidate)


@for_chiefs
def reopen_candidate(work: Work, form: ReopenForm) -> Change:
    """Take a candidate back from the archive; how it once ended stays in the log.

    The clinic's own steps that came meanwhile are added to the checklist.
    """
    candidate = find(form.candidate)
    candidate.outcome, candidate.outcome_on, candidate.outcome_reason = "", None, ""
    candidate.employed, candidate.archived = None, False
    work.save(candidate, form.version)
    give_own_steps(work, form.candidate)
    return Change(f"Återöppnade {candidate.name}.", form.candidate)
