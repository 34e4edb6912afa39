"""``next_question``: of all screens that can still matter, the one that settles most of what is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from luodi.policy.asking.samples import CERTAIN
from luodi.policy.asking.screen import ABSENT, Question, lacking, question
from luodi.policy.asking.table import Table
from luodi.policy.determination import Determination
from luodi.policy.facts_json import Facts
from luodi.policy.session import Session
from luodi.policy.vocabulary import Fact

LONGEST: Final = 8
"""How many 是否 facts stand on one check-list."""
_GONE: Final = 500
"""How likely an entity nobody knows anything about is taken not to be there."""
_PROGRESS: Final = 200


@dataclass(slots=True)
class _Screen:
    """``facts`` to ask for; or ``lacks``, entities of which several may not be there."""

    facts: list[str]
    absent: str
    lacks: tuple[str, ...] = ()
    worth: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next: a question, or None when done; what is open, and what may be said so far."""

    question: Question | None
    open: list[str]
    results: list[Determination]

    def row(self, *, pack: str) -> dict[str, Any]:
        """The JSON form of policy-file.md §5."""
        results = [made.row(pack=pack) for made in self.results]
        if self.question is None:
            return {"done": True, "results": results}
        return {"question": self.question.row(), "open": self.open, "results": results}


def next_question(
    session: Session,
    *,
    facts: Facts,
    answered: Iterable[str],
    on: date,
    division: str | None = None,
    provisions: frozenset[str] = frozenset(),
    subject: str = "",
) -> Step:
    """The next screen for one subject. ``answered``: keys of F.json given so far, 不清楚 included.

    Provisions that only encourage are asked about when everything else is settled.
    """
    results = session.judge(facts, on=on, division=division, provisions=provisions, subject=subject)
    table = Table(
        session, facts=facts, answered=frozenset(answered), on=on, division=division, determinations=results
    )
    chooser = _Chooser(table, subject=subject)
    for encouraged in (False, True):
        within = [id for id, entry in table.open.items() if entry.encouraged is encouraged]
        found = chooser.best(within)
        if found is not None:
            return Step(found, sorted(chooser.still_open()), results)
    return Step(None, [], results)


class _Chooser:
    def __init__(self, table: Table, *, subject: str) -> None:
        self.table, self.subject = table, subject
        self.vocabulary = table.session.pack.vocabulary
        self.order = {id: number for number, id in enumerate(self.vocabulary.facts)}
        self._losses: dict[tuple[str, str], bool] = {}
        self._chances: dict[tuple[str, str], int] = {}

    def best(self, within: list[str]) -> Question | None:
        """The screen that settles most over these provisions; None if nothing can change any of them."""
        screens = self._screens(within)
        while screens:
            for screen in screens:
                screen.worth = self._worth(screen, within)
            screens.sort(key=lambda screen: (-screen.worth, self.order[screen.facts[0]]))
            chosen = screens.pop(0)
            if chosen.lacks:
                real = [name for name in chosen.lacks if self._alive(name, chosen.facts, within)]
                if len(real) > 1:
                    return lacking(real, why=self._why(chosen.facts), vocabulary=self.vocabulary)
                continue
            kept = [id for id in chosen.facts if self.table.matters(id, within=within)]
            if kept:
                return self._question(kept, chosen.absent)
        return None

    def still_open(self) -> list[str]:
        """The provisions that an answer can still change."""
        return [
            one for one, entry in self.table.open.items()
            if any(self.table.matters(id, within=[one]) for id in sorted(entry.missing))
        ]  # fmt: skip

    def _question(self, ids: list[str], absent: str) -> Question:
        facts = [self.vocabulary.facts[id] for id in ids]
        return question(facts, absent=absent, why=self._why(ids), vocabulary=self.vocabulary)

    def _why(self, ids: list[str]) -> list[str]:
        return sorted(one for one, entry in self.table.open.items() if entry.missing & set(ids))

    def _alive(self, entity: str, ids: list[str], within: list[str]) -> bool:
        """Whether something of this entity can still matter."""
        own = [id for id in ids if self.vocabulary.facts[id].entity == entity]
        return any(self.table.matters(id, within=within) for id in own)

    # -- screens -------------------------------------------------------------------------------------

    def _screens(self, within: list[str]) -> list[_Screen]:
        ids = sorted(
            {id for one in within for id in self.table.open[one].missing}, key=self.order.__getitem__
        )
        lists: dict[str, list[str]] = {}
        screens = []
        for id in ids:
            fact = self.vocabulary.facts[id]
            if fact.kind.base == "是否":
                lists.setdefault(fact.entity, []).append(id)
            else:
                screens.append(_Screen([id], self._absent(fact)))
        for members in lists.values():
            ranked = sorted(members, key=lambda id: (-self._alone(id, within), self.order[id]))[:LONGEST]
            ranked.sort(key=self.order.__getitem__)
            screens.append(_Screen(ranked, self._absent(self.vocabulary.facts[ranked[0]])))
        lacks = tuple(dict.fromkeys(name for id in ids if (name := self._absent(self.vocabulary.facts[id]))))
        if len(lacks) > 1:
            theirs = [id for id in ids if self.vocabulary.facts[id].entity in lacks]
            screens.append(_Screen(theirs, "", lacks))
        return screens

    def _absent(self, fact: Fact) -> str:
        """The entity of the fact, where nothing is known of it yet and there may be none."""
        entity = fact.entity
        if entity not in ABSENT or entity == self.subject:
            return ""
        code = self.vocabulary.entities[entity].code
        values = self.table.facts.values
        known = code in self.table.answered or any(
            each.id in values for each in self.vocabulary.facts_of(entity)
        )
        return "" if known else entity

    # -- worth ---------------------------------------------------------------------------------------

    def _alone(self, id: str, within: list[str]) -> int:
        return sum(self._chance(id, one) for one in within if id in self.table.open[one].missing)

    def _chance(self, id: str, provision: str) -> int:
        """How likely an answer to this fact decides this provision."""
        key = (id, provision)
        if key not in self._chances:
            entry, values = self.table.open[provision], self.table.values(id)
            if entry.missing == {id}:
                self._chances[key] = CERTAIN
            else:
                self._chances[key] = sum(
                    likely for value, likely in values
                    if self.table.closes(provision, tried=((id, value),)) is not None
                )  # fmt: skip
        return self._chances[key]

    def _worth(self, screen: _Screen, within: list[str]) -> int:
        if screen.lacks:
            return self._worth_of_lacks(screen.lacks, within)
        gone = self._gone(screen.absent)
        total = 0
        asked = set(screen.facts)
        for one in within:
            missing = self.table.open[one].missing
            here = missing & asked
            stays = CERTAIN
            for id in here:
                stays = stays * (CERTAIN - self._chance(id, one)) // CERTAIN
            if missing <= asked:
                stays = 0
            closed = CERTAIN - stays + _PROGRESS * stays * len(here) // (len(missing) * CERTAIN)
            if gone:
                lost = CERTAIN if self._lost(one, gone, screen.absent) else 0
                closed = (_GONE * lost + (CERTAIN - _GONE) * closed) // CERTAIN
            total += closed
        return total

    def _worth_of_lacks(self, lacks: tuple[str, ...], within: list[str]) -> int:
        total = 0
        for one in within:
            stays = CERTAIN
            for name in lacks:
                if self._lost(one, self._gone(name), name):
                    stays = stays * (CERTAIN - _GONE) // CERTAIN
            total += CERTAIN - stays
        return total

    def _gone(self, entity: str) -> tuple[tuple[str, Any], ...]:
        if not entity:
            return ()
        return tuple(sorted(self.vocabulary.absent(entity).items(), key=lambda pair: pair[0]))

    def _lost(self, provision: str, gone: tuple[tuple[str, Any], ...], entity: str) -> bool:
        key = (provision, entity)
        if key not in self._losses:
            missing = self.table.open[provision].missing
            theirs = any(self.vocabulary.facts[id].entity == entity for id in missing)
            self._losses[key] = theirs and self.table.closes(provision, tried=gone) is not None
        return self._losses[key]
