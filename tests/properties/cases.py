"""One provision and worlds in which it can be tried: random ones, and the real ones."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from typing import Any

from luodi.policy.determination import Determination
from luodi.policy.grammar.form import Form
from luodi.policy.session import Session
from tests.properties.blocks import BlockWriter
from tests.properties.chooser import Chooser
from tests.properties.ground import (
    calendars,
    judged,
    real_language,
    real_session,
    small_language,
    small_session,
)
from tests.properties.reference import Undetermined
from tests.properties.reference_verdicts import Verdicts
from tests.properties.space import Looker
from tests.properties.worlds import World, WorldMaker

STEPS = 60


@dataclass
class Case:
    """One provision and what it takes to try it."""

    ch: Chooser
    session: Session
    provision: str
    says: dict[str, Any]
    maker: WorldMaker
    used: set[str] = field(default_factory=set)
    first: World | None = None

    def world(self) -> World:
        """The world that the rule was made for, else any."""
        made, self.first = self.first or self.maker.world(), None
        return made

    def judge(self, known: World) -> Determination:
        return judged(self.session, known, self.provision)

    def told(self, *known: World) -> str:
        """Everything needed to do it again."""
        return json.dumps([self.says[self.provision], *known], ensure_ascii=False, default=str)


def random_case(ch: Chooser) -> Case:
    """A random 事项 with those it may ask."""
    writer = BlockWriter(ch, small_language().vocabulary)
    blocks = writer.blocks()
    says = {str(one["编号"]): one for one in blocks}
    case = _case(ch, small_session(blocks), "pt-main", says, used=writer.used)
    if ch.chance(65):
        case.first = case.maker.world()
        if made_to_hold(case, case.first):
            case.session = small_session(blocks)
    return case


def made_to_hold(case: Case, world: World) -> bool:
    """Turn round the conditions that fail in ``world``; else hardly anything would ever be met."""
    turned = False
    says = case.says["pt-main"]
    for key, wanted in (("条件", True), ("适用", True), ("排除", False)):
        for one in says.get(key, ()):
            naive = naive_reading(case, world)
            naive.enter(says)
            try:
                holds = "式" not in one or naive.condition(one, "pt-main") is wanted
            except Undetermined:
                continue
            if not holds and "左右" not in one:
                one["式"] = f"非 ({one['式']})"
                case.used.add("非")
                turned = True
    return turned


def real_case(ch: Chooser, provision: str) -> Case:
    """A provision of the real policy files."""
    session, says = real_session()
    case = _case(ch, session, provision, says)
    case.first = climbed(case, case.maker.world()) if ch.chance(75) else None
    return case


def _case(
    ch: Chooser, session: Session, provision: str, says: dict[str, Any], used: set[str] | None = None
) -> Case:
    maker = WorldMaker(
        ch,
        session.pack.vocabulary,
        Looker(session).scene(provision),
        session.pack.provisions[provision].subject,
    )
    return Case(ch, session, provision, says, maker, used or set())


def climbed(case: Case, world: World) -> World:
    """A world in which more of the conditions hold: one fact after the other is changed while that helps."""
    best, space = score(case, world), case.maker.scene.space
    for _ in range(STEPS):
        if best is None or best[0] == best[1]:
            return world
        id = case.ch.pick([*sorted(space.facts), *sorted(space.rows)])
        changed = copy.deepcopy(world)
        changed["facts"].pop(id, None)
        for entity in case.session.pack.vocabulary.entities.values():
            if changed["facts"].get(entity.code) == "n/a" and case.ch.chance(30):
                changed["facts"].pop(entity.code)
        case.maker.fill(changed["facts"], space, changed["day"], complete=False)
        reached = score(case, changed)
        if reached is not None and reached[0] >= best[0]:
            world, best = changed, reached
    return world


def score(case: Case, world: World) -> tuple[int, int] | None:
    """How many of the terms of the conditions hold, and how many there are; None where the world does not say."""
    says = case.says[case.provision]
    naive = naive_reading(case, world)
    naive.enter(says)
    held = [naive.in_force(says, case.provision)]
    try:
        for one in [*(says.get("条件") or ()), *(says.get("适用") or ())]:
            if "式" not in one:
                held.append(naive.condition(one, case.provision) is not False)
                continue
            form = naive.form(one["式"])
            terms: tuple[Form, ...] = form.children() if form.head == "conjunction" else (form,)
            held += [naive.truth(naive.at(term, naive.top)) for term in terms]
    except Undetermined:
        return None
    return sum(held), len(held)


def naive_reading(case: Case, world: World) -> Verdicts:
    """The naive reading of this world."""
    language = small_language() if "pt-main" in case.says else real_language()
    return Verdicts(
        case.session, world, calendar=calendars()[world["calendar"]], lexer=language.lexer, says=case.says
    )  # fmt: skip
