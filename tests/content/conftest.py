"""The project's own policies, read once for all content tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.policy.reading import Library, read_library
from luodi.policy.session import Session

POLICIES = Path(__file__).parent.parent.parent / "policies"


@pytest.fixture(scope="session")
def library() -> Library:
    return read_library(POLICIES)


@pytest.fixture(scope="session")
def session(library: Library) -> Session:
    return Session(library.pack(), calendar=library.calendar, divisions=library.language.divisions)
