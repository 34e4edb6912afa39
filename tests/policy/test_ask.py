"""The interview: it ends, asks only what can matter, and when it is done nothing askable changes a verdict."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from luodi.policy.asking.choose import Step, next_question
from luodi.policy.facts_json import FactsReader
from luodi.policy.installed import open_session
from luodi.policy.session import Session
from tests.policy.broken_pack import POLICIES

DAY = date(2018, 12, 1)
SMALL = frozenset(
    ("hrb-doctor-retention-grant", "hrb-micro-loan-interest-50", "hrb-hukou-relaxation", "hrb-reserve-convenience")
)  # fmt: skip
WRITTEN: dict[str, list[Any]] = {"数": [0, 3, 40, 1000], "日期": ["2012-01-01", "2018-06-30", "2030-01-01"]}


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session(POLICIES)


def step(session: Session, answers: dict[str, Any], provisions: frozenset[str] = frozenset()) -> Step:
    facts = FactsReader(session.pack.vocabulary, session.divisions).read(answers)
    return next_question(
        session, facts=facts, answered=answers, on=DAY, division="230100", provisions=provisions
    )


def verdicts(session: Session, answers: dict[str, Any], provisions: frozenset[str]) -> dict[str, str]:
    facts = FactsReader(session.pack.vocabulary, session.divisions).read(answers)
    return {
        made.provision: made.verdict
        for made in session.judge(facts, on=DAY, division="230100", provisions=provisions)
    }


def given(session: Session, made: Step, chance: Random) -> dict[str, Any]:
    """Some answer: an option, or a written value."""
    assert made.question is not None
    fact = session.pack.vocabulary.facts.get(made.question.facts[0])
    if made.question.type in ("number", "date") and chance.random() < 0.8:
        assert fact is not None
        return {fact.id: chance.choice(WRITTEN[fact.kind.base])}
    return dict(chance.choice(made.question.options).sets)


@pytest.mark.parametrize("seed", range(3))
def test_it_ends_and_never_repeats_itself(session: Session, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - answers, not secrets
    answers: dict[str, Any] = {}
    for _ in range(250):
        made = step(session, answers)
        if made.question is None:
            break
        assert not set(made.question.facts) & answers.keys()
        for option in made.question.options:
            assert option.sets
            FactsReader(session.pack.vocabulary, session.divisions).read(option.sets)
        answers |= given(session, made, chance)
    assert made.question is None
    assert made.open == []


@pytest.mark.parametrize("seed", range(6))
def test_done_means_that_no_answer_changes_a_verdict(session: Session, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - answers, not secrets
    answers: dict[str, Any] = {}
    while (made := step(session, answers, SMALL)).question is not None:
        answers |= given(session, made, chance)
    before = verdicts(session, answers, SMALL)
    left = [f for f in session.pack.vocabulary.facts.values() if f.question and f.id not in answers]
    gone = {id for id, value in answers.items() if value == "n/a"}
    for fact in left:
        if fact.formula or session.pack.vocabulary.entities[fact.entity].code in gone:
            continue
        values = WRITTEN.get(fact.kind.base) or (
            [True, False] if fact.kind.base == "是否" else list(fact.values)
        )
        for value in values:
            assert verdicts(session, {**answers, fact.id: value}, SMALL) == before, fact.id


def test_unsure_costs_nothing_and_is_not_asked_again(session: Session) -> None:
    answers: dict[str, Any] = {}
    while (made := step(session, answers)).question is not None:
        unsure = made.question.options[-1]
        assert set(unsure.sets) == set(made.question.facts)
        assert set(unsure.sets.values()) == {None}
        answers |= unsure.sets
    assert verdicts(session, answers, SMALL) == verdicts(session, {}, SMALL)


def test_what_can_no_longer_matter_is_not_asked(session: Session) -> None:
    only = frozenset(["hrb-doctor-retention-grant"])
    made = step(session, {"person.education_rank": "本科"}, only)
    assert made.question is None
    made = step(session, {"employer.type": "public_institution", "employer.level": "city"}, only)
    assert made.question is None
    assert step(session, {}, only).open == sorted(only)
