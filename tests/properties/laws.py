"""What must hold of every judgement: the laws that random and real provisions are held to."""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import Any

from luodi.kernel.errors import BadInput
from luodi.policy.determination import Amount, Determination
from tests.properties.cases import Case, naive_reading
from tests.properties.ground import framed
from tests.properties.masks import Mask
from tests.properties.reference import Undetermined
from tests.properties.reference_verdicts import listed
from tests.properties.worlds import World

SETTLED = ("eligible", "not_eligible", "compliant", "non_compliant", "not_applicable")
STRENGTHS = (0, 4, 10, 25, 60)
ROUNDS = 25


# -- the laws ------------------------------------------------------------------------------------------


def agrees_with_the_naive_reading(case: Case) -> str:
    """Fully known facts: every condition, the verdict, amount and instalments are those of the naive reading."""
    world = case.world()
    conditions_agree(case, world)
    try:
        expected = naive_reading(case, world).judge(case.provision)
    except Undetermined:
        return ""
    made = case.judge(world)
    assert made.verdict == expected.verdict, (made.verdict, expected, case.told(world))
    if isinstance(expected.amount, list):
        shown = [None if one is None else exactly(one) for one in (made.amount.amount, made.amount.amount_to)]
        assert shown == expected.amount, (made.amount, expected, case.told(world))
    elif made.verdict in ("eligible", "pending"):
        assert exactly(made.amount.amount) == expected.amount, (made.amount, expected, case.told(world))
    if made.verdict == "eligible" and expected.items:
        items = [(item.verdict, exactly(item.amount.amount)) for item in made.items]
        assert items == expected.items, (items, expected, case.told(world))
    return made.verdict


def conditions_agree(case: Case, world: World) -> None:
    """Each condition by itself, those in groups too."""
    says, provision = case.says[case.provision], case.session.pack.provisions[case.provision]
    _, frame = framed(case.session, world)
    maker = case.session.bench.by_id[case.provision].maker
    said = [one for key in ("条件", "适用", "排除") for one in leaves(listed(says.get(key)))]
    typed = [leaf for one in (*provision.conditions, *provision.exclusions) for leaf in one.leaves()]
    for one, leaf in zip(said, typed, strict=True):
        naive = naive_reading(case, world)
        naive.enter(says)
        try:
            expected = naive.condition(one, case.provision)
        except Undetermined:
            continue
        made = maker.reader(leaf.node)(frame)
        assert made is expected, (one, made, expected, case.told(world))


def leaves(conditions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The conditions that have a sentence of their own."""
    groups = [(one, one.get("任一") or one.get("全部") or one.get("项")) for one in conditions]
    return [leaf for one, members in groups for leaf in (leaves(members) if members else [one])]


def is_sound(case: Case) -> str:
    """However what is unknown turns out, a definite verdict stays and the amount lies in its range."""
    world = case.world()
    known = Mask(case.maker, percent=case.ch.pick(STRENGTHS))(world)
    before = told_judgement(case, known)
    for completion in (world, case.maker.complete(known), case.maker.complete(known)):
        after = possible(case, completion)
        if after is not None:
            assert_within(before, after, case.told(known, completion))
    return before.verdict


def told_judgement(case: Case, known: World) -> Determination:
    """A judgement whose doubts are as they must be."""
    made = case.judge(known)
    doubts = made.doubts
    facts, parameters, events = bool(doubts.facts), bool(doubts.parameters), bool(doubts.events)
    obligation = bool(case.says[case.provision].get("义务"))
    right = {
        "needs_info": facts,
        "needs_parameter": not facts and (parameters or (obligation and events)),
        "pending": not facts and not parameters and events,
    }.get(made.verdict, True)
    assert right, (made.verdict, doubts, case.told(known))
    return made


def possible(case: Case, world: World) -> Determination | None:
    """The judgement of a world, or None where its facts contradict one another."""
    try:
        return case.judge(world)
    except BadInput as error:
        if {problem.code for problem in error.problems} != {"contradiction"}:
            raise
        return None


def assert_within(before: Determination, after: Determination, told: str) -> None:
    """``after`` knows more than ``before``."""
    if before.verdict in (*SETTLED, "pending"):
        assert after.verdict == before.verdict, (before.verdict, after.verdict, told)
    if after.verdict in ("eligible", "pending"):
        assert_narrower(before.amount, after.amount, told)
    if before.verdict == after.verdict == "eligible":
        for one, other in zip(before.items, after.items, strict=True):
            assert one.verdict not in SETTLED or one.verdict == other.verdict, (one, other, told)
            if other.verdict == "eligible":
                assert_narrower(one.amount, other.amount, told)


def assert_narrower(before: Amount, after: Amount, told: str) -> None:
    """The range of ``after`` lies in that of ``before``."""
    if after.state is None:
        assert before.state is None or not exactly(before.amount), (before, after, told)
        return
    assert before.state is not None, (before, after, told)
    low, high = exactly(before.amount), exactly(before.amount_to)
    new_low, new_high = exactly(after.amount), exactly(after.amount_to)
    if isinstance(low, str) or isinstance(high, str) or isinstance(new_low, str):
        dated = [value for value in (low, new_low, new_high, high) if value is not None]
        assert dated == sorted(dated) or before.state == "needs_parameter", (before, after, told)
        return
    if low is not None:
        assert (new_low or 0) >= low, (before, after, told)
    if high is not None:
        assert new_high is not None, (before, after, told)
        assert new_high <= high, (before, after, told)


def grows_with_knowledge(case: Case) -> str:
    """Telling more never changes a definite verdict nor widens the range of the amount."""
    world = case.world()
    known = Mask(case.maker, percent=case.ch.pick(STRENGTHS[1:]))(world)
    whole = case.ch.pick((world, case.maker.complete(known)))
    more: World = copy.deepcopy(known)
    for id in sorted(whole["facts"]):
        if case.ch.chance(50):
            more["facts"][id] = whole["facts"][id]
    drop_told_absences(case, known, more)
    before = told_judgement(case, known)
    after = possible(case, more)
    if after is not None:
        assert_within(before, after, case.told(known, more))
    return before.verdict


def drop_told_absences(case: Case, known: World, more: World) -> None:
    """What was told of an entity that the other world does not have is not told after all."""
    vocabulary = case.session.pack.vocabulary
    for code, entity in vocabulary.codes.items():
        if more["facts"].get(code) == "n/a" and any(
            fact.id in more["facts"] for fact in vocabulary.facts_of(entity.name)
        ):
            more["facts"].pop(code)


def ends_when_all_is_told(case: Case) -> str:
    """Telling what is missing, and only that, makes the verdict definite in the end."""
    world = case.world()
    known = Mask(case.maker, percent=case.ch.pick(STRENGTHS[2:]))(world)
    for _ in range(ROUNDS):
        made = told_judgement(case, known)
        if made.verdict in (*SETTLED, "pending") or not (made.doubts.facts or made.doubts.parameters):
            return made.verdict
        before = copy.deepcopy(known)
        tell(case, known, world, made)
        assert known != before, (made.verdict, made.doubts, case.told(known, world))
    raise AssertionError((made.verdict, made.doubts, case.told(known, world)))


def tell(case: Case, known: World, world: World, made: Determination) -> None:
    """Add to ``known`` what ``made`` says is missing, as it is in ``world``."""
    facts, whole = known["facts"], world["facts"]
    for id, relation, row in made.doubts.facts:
        if relation is not None and isinstance(whole.get(relation), list):
            rows = facts[relation] if isinstance(facts.get(relation), list) else facts[relation]["rows"]
            told = whole[relation][matching(rows, whole[relation], row)]
            same = [
                r
                for r in rows
                if any(
                    k.endswith(".id") and r.get(k) == v and id.split(".")[0] == k[:-3]
                    for k, v in rows[row].items()
                )
            ]
            for known_row in same or [rows[row]]:
                tell_one(case, known_row, told, id)
        else:
            tell_one(case, facts, whole, id)
    for id in made.doubts.parameters | made.doubts.events:
        if id == "param.holidays":
            known["calendar"] = world["calendar"]
        tell_one(case, facts, whole, id)
        if id in world["standards"]:
            known["standards"][id] = world["standards"][id]


def matching(rows: list[Any], whole: list[Any], number: int | None) -> int:
    """Where a known row stands among all rows."""
    assert number is not None
    return (
        number
        if len(rows) == len(whole)
        else whole.index(next((r for r in whole if agree(rows[number], r)), whole[number]))
    )


def agree(known: Any, row: Any) -> bool:
    return known == row or (
        isinstance(known, dict)
        and all(isinstance(v, dict) or v == "other" or row.get(k) == v for k, v in known.items())
    )


def tell_one(case: Case, facts: dict[str, Any], whole: dict[str, Any], id: str) -> None:
    """One id; of an entity that is not there, that it is not there."""
    vocabulary = case.session.pack.vocabulary
    fact = vocabulary.facts.get(id)
    code = vocabulary.entities[fact.entity].code if fact is not None else id
    if id in whole:
        facts[id] = whole[id]
    elif id in case.maker.scene.derived:
        facts |= {key: value for key, value in whole.items() if key in vocabulary.relations}
    elif whole.get(code) == "n/a":
        facts[code] = "n/a"
    elif id in vocabulary.codes:
        facts |= {f.id: whole[f.id] for f in vocabulary.facts_of(vocabulary.codes[id].name) if f.id in whole}


def exactly(text: str | None) -> Any:
    """A printed figure as a Fraction; a day or a member stays text."""
    if text is None:
        return None
    try:
        return Fraction(text)
    except ValueError:
        return text
