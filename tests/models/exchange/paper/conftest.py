"""A candidate in the middle of it all, and the clinic, as the paper gets them."""

from uuid import UUID

import pytest

from models.queries.checklist import ChecklistView
from models.queries.clinic import ClinicView, clinic_view
from models.queries.person import PersonView
from models.register import Register
from tests.making import checklist_of, make_candidate, make_clinic, mark, person_of, take_route


@pytest.fixture
async def candidate(register: Register) -> UUID:
    """Amina Öst on the private route in Örebro, one gate done."""
    await make_clinic(register)
    key = await make_candidate(
        register, personnummer="19121212-1212", trained_in="Syrien", has_at="nej", phone="070-174 06 41"
    )
    await take_route(register, key, "privat_ovriga", "2026-11-02")
    day = register.today.isoformat()
    await mark(register, key, "kontakta_studierektor_privat", by="Elva Rimnäs", note="Ringde, allt väl.")
    await mark(register, key, "samrad_privat", "waiting", waiting_since=day)
    return key


@pytest.fixture
async def clinic(register: Register, candidate: UUID) -> ClinicView:
    """Lingonets vårdcentral."""
    assert candidate
    view = await register.ask(clinic_view)
    assert view is not None
    return view


@pytest.fixture
async def person(register: Register, candidate: UUID) -> PersonView:
    """Amina Öst."""
    return await person_of(register, candidate)


@pytest.fixture
async def checklist(register: Register, candidate: UUID) -> ChecklistView:
    """Her checklist."""
    return await checklist_of(register, candidate)
