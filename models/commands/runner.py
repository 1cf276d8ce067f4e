"""Runs a command: one IMMEDIATE transaction, its audit entry, the candidate's summary, and its draft put away."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from models.commands.log import log
from models.commands.summary import refresh, refresh_all
from models.commands.work import Change, Work
from models.forms.refusal import Form
from models.queries.standing import st_posts
from models.records import Clinic, Draft
from models.records.base import database

F = TypeVar("F", bound=Form)
Command = Callable[[Work, F], Change]


def run(command: Command[F], form: F, now: datetime, session: UUID, draft: str | None = None) -> Change:
    """Carry out a command whole or not at all. Raises Refused, or what the database raised."""
    with database.atomic("IMMEDIATE"):
        work = Work(now, actor(), session)
        posts = st_posts()
        change = command(work, form)
        if change.candidate is not None:
            refresh(change.candidate, work.today)
        if change.everyone or st_posts() != posts:  # a post taken or freed may reach or leave the region's number
            refresh_all(work.today)
        log(work, change, getattr(command, "__name__", "command"), work.actor or actor())
        if draft is not None:
            Draft.delete().where(Draft.form == draft).execute()
    return change


def actor() -> str:
    """Whose name the log bears: the chief's, until there is sign-in; nobody's before there is a clinic."""
    clinic = Clinic.select(Clinic.chief).first()
    return "" if clinic is None else str(clinic.chief)
