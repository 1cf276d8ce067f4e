"""The clinic as the header, the welcome and the clinic's own page show it."""

from dataclasses import dataclass, fields

from models.records import Clinic


@dataclass(frozen=True)
class ClinicView:
    """The clinic's own facts."""

    version: int
    name: str
    region: str
    private: bool
    listed: int
    chief: str
    agreement: bool | None = None
    stable: bool | None = None


def clinic_view() -> ClinicView | None:
    """The clinic; None before the welcome is done."""
    clinic = Clinic.select().first()
    if clinic is None:
        return None
    return ClinicView(**{one.name: getattr(clinic, one.name) for one in fields(ClinicView)})
