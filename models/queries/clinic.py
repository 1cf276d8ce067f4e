"""The clinic as the header, the welcome and the clinic's own page show it."""

from dataclasses import dataclass, fields

from models.records import Clinic
from models.rights import current, for_everyone


@dataclass(frozen=True)
class ClinicView:
    """The clinic's own facts; those that money hangs on are None also for whoever does not see all.

    `lock_after` is how many minutes without a key it takes before the register is locked.
    """

    version: int
    name: str
    region: str
    private: bool
    listed: int
    chief: str
    lock_after: int
    agreement: bool | None = None
    stable: bool | None = None


_MONEY = {"agreement", "stable"}


@for_everyone
def clinic_view() -> ClinicView | None:
    """The clinic; None before the welcome is done."""
    clinic = Clinic.select().first()
    if clinic is None:
        return None
    names = {one.name for one in fields(ClinicView)} - (set() if current().sees_all else _MONEY)
    return ClinicView(**{name: getattr(clinic, name) for name in names})


@for_everyone
def second_folder() -> str:
    """The folder that gets a copy of every backup, whoever is signed in when it is made; empty where there is none."""
    clinic = Clinic.select(Clinic.second_folder).first()
    return "" if clinic is None else str(clinic.second_folder)
