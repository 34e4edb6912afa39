"""The same laws over the real provisions, on facts at the boundaries of their own literals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties import laws
from tests.properties.cases import real_case
from tests.properties.chooser import Drawn
from tests.properties.ground import real_session
from tests.properties.test_random_rules import FIXED

EXAMPLES = max(3, 200 // len(real_session()[0].pack.provisions))
LAWS = (
    laws.agrees_with_the_naive_reading, laws.is_sound, laws.grows_with_knowledge, laws.ends_when_all_is_told,
)  # fmt: skip


@pytest.mark.parametrize("provision", sorted(real_session()[0].pack.provisions))
def test_every_law_holds_of_the_real_provisions(provision: str) -> None:
    @settings(FIXED, max_examples=EXAMPLES)
    @given(st.data())
    def tried(data: st.DataObject) -> None:
        for law in LAWS:
            law(real_case(Drawn(data.draw), provision))

    tried()
