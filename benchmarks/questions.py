"""How many questions until everything is settled: ``python -m benchmarks.questions [seed]``.

500 random but plausible graduates and 500 employers answer truthfully, 不清楚 once in twenty questions;
median and 90th percentile of the questions asked, and the time a step takes. Wanted: median <= 15, a step
<= 50 ms (judging included).
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, Final

from luodi.policy.asking.choose import next_question
from luodi.policy.asking.screen import Question
from luodi.policy.facts_json import FactsReader
from luodi.policy.installed import open_session
from luodi.policy.session import Session
from luodi.policy.vocabulary import Fact

ROOT: Final = Path(__file__).parent.parent
DAY: Final = date(2025, 11, 1)
PEOPLE: Final = 500
_LIVES: Final = {
    # What a graduate does: how often, and what is there then besides the person.
    "unemployed": (20, ()), "enterprise": (30, ("employer", "hire", "contract", "post")),
    "institution": (12, ("employer", "hire", "contract", "post")), "organ": (8, ("employer", "hire", "post")),
    "founder": (10, ("business",)), "flexible": (8, ()), "programme": (12, ("programme", "employer", "hire", "post")),
}  # fmt: skip
_SOMETIMES: Final = {"service": 8, "application": 35, "loan": 8, "programme": 6}
_COMMON: Final = {"person.full_time": 85, "person.is_regular_higher_education": 85, "employer.is_grassroots": 35,
    "contract.is_employed": 95, "contract.signed": 90, "insurance.enrolled": 85, "pay.paid_in_full": 90,
    "hire.still_with_employer": 90, "hire.via_exam_or_recruitment": 55, "business.founded_by_person": 90}  # fmt: skip
_RARE: Final = 12


def graduate(chance: Random) -> dict[str, Any]:
    """The facts that make a life hang together; the others are drawn when asked for."""
    life = chance.choices(list(_LIVES), [often for often, _ in _LIVES.values()])[0]
    there = set(_LIVES[life][1]) | {
        code for code, often in _SOMETIMES.items() if chance.randrange(100) < often
    }
    graduated = DAY - timedelta(days=chance.randrange(30, 2600))
    person: dict[str, Any] = {
        "person.is_college_graduate": True, "person.is_enrolled_student": False, "person.school_track": "college",
        "person.graduation_date": graduated.isoformat(), "person.left_school_date": graduated.isoformat(),
        "person.education_rank": chance.choices(["专科", "本科", "硕士", "博士"], [40, 45, 12, 3])[0],
        "person.is_fresh_graduate": graduated.year == DAY.year,
        "person.employment_status": {"unemployed": "unemployed", "founder": "self_employed", "flexible": "flexible"}
        .get(life, "employed"),
        "hire.date": (graduated + timedelta(days=chance.randrange(1, 400))).isoformat(),
        "region.hardship_class": chance.choices([0, 1, 3, 4], [85, 8, 4, 3])[0],
    }  # fmt: skip
    kinds = {"enterprise": "enterprise", "institution": "public_institution", "organ": "organ"}
    person["employer.type"] = kinds.get(life, "public_institution")
    person["employer.level"] = chance.choices(
        ["township", "street", "county", "city", "province"], [20, 10, 30, 30, 10]
    )[0]
    person["programme.type"] = chance.choice(["tegang", "sanzhiyifu", "xibu", "village_official"])
    return person | dict.fromkeys(_absent(there), "n/a")


def employer(chance: Random) -> dict[str, Any]:
    """An employer, and the one hire or loan it asks about."""
    kind = chance.choices(
        ["enterprise", "public_institution", "organ", "farmer_cooperative"], [70, 15, 10, 5]
    )[0]
    there = {"employer", "hire", "contract", "post"} | ({"loan"} if chance.randrange(100) < 25 else set())
    graduated = DAY - timedelta(days=chance.randrange(30, 900))
    staff = chance.choice([8, 25, 60, 140, 500])
    return {
        "employer.type": kind, "employer.staff_count": staff, "person.is_college_graduate": chance.randrange(100) < 80,
        "hire.eligible_new_hires_this_year": chance.randrange(0, staff // 2 + 1), "hire.min_contract_months": chance.choice([6, 12, 24, 36]),
        "employer.size_class": "n/a" if kind in ("organ", "public_institution")
        else chance.choices(["micro", "small", "medium", "large"], [35, 40, 15, 10])[0],
        "loan.type": chance.choice(["startup_guaranteed", "other"]), "loan.principal": chance.choice([300000, 1500000, 2500000]),
        "loan.term_months": chance.choice([12, 24, 36]), "person.graduation_date": graduated.isoformat(),
        "hire.date": (graduated + timedelta(days=chance.randrange(1, 300))).isoformat(), "person.school_track": "college",
    } | dict.fromkeys(_absent(there), "n/a")  # fmt: skip


def _absent(there: set[str]) -> set[str]:
    known = {
        "employer",
        "hire",
        "contract",
        "post",
        "business",
        "programme",
        "service",
        "application",
        "loan",
    }
    return known - there


def answer(question: Question, *, person: dict[str, Any], session: Session, chance: Random) -> dict[str, Any]:
    """What this person says: drawn once where it was not known, and kept."""
    if question.type == "lacks":
        return {code: person.get(code) for code in question.facts}
    for option in question.options:
        if any(
            value == "n/a" and "." not in id and person.get(id) == "n/a" for id, value in option.sets.items()
        ):
            return dict(option.sets)
    if chance.randrange(20) == 0:
        return dict.fromkeys(question.facts)
    said = {}
    for id in question.facts:
        if id not in person:
            person[id] = _drawn(session.pack.vocabulary.facts[id], chance)
        said[id] = person[id]
    return said


def _drawn(fact: Fact, chance: Random) -> Any:
    base = fact.kind.base
    if base == "是否":
        return chance.randrange(100) < _COMMON.get(fact.id, _RARE)
    if fact.nullable and chance.randrange(100) < 40:
        return "n/a"
    if base in ("枚举", "等级"):
        return chance.choice(list(fact.values))
    if base == "日期":
        return (DAY - timedelta(days=chance.randrange(-200, 1500))).isoformat()
    return [] if base == "集合" else chance.choice([0, 0, 1, 2, 6, 12, 36]) if base == "数" else None


def interview(
    session: Session, *, person: dict[str, Any], subject: str, chance: Random
) -> tuple[int, list[float]]:
    """How many questions one person is asked, and how long each step took."""
    answers: dict[str, Any] = {}
    times = []
    while True:
        start = perf_counter()
        facts = FactsReader(session.pack.vocabulary, session.divisions).read(answers)
        step = next_question(
            session, facts=facts, answered=answers, on=DAY, division="230100", subject=subject
        )
        times.append(perf_counter() - start)
        if step.question is None:
            return len(times) - 1, times
        answers |= answer(step.question, person=person, session=session, chance=chance)


def main() -> int:
    """Print the figures of both groups."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    session = open_session(ROOT / "policies")
    for subject, make in (("人员", graduate), ("单位", employer)):
        chance = Random(seed)  # noqa: S311 - people, not secrets
        counts, times = [], []
        for _ in range(PEOPLE):
            count, took = interview(session, person=make(chance), subject=subject, chance=chance)
            counts.append(count)
            times += took
        counts.sort()
        times.sort()
        print(
            f"{subject}：{PEOPLE} 人（种子 {seed}），题数中位 {counts[len(counts) // 2]}，九成不超过 "
            f"{counts[len(counts) * 9 // 10]}，最多 {counts[-1]}；每题中位 {times[len(times) // 2] * 1000:.1f} ms，"
            f"99% 不超过 {times[len(times) * 99 // 100] * 1000:.1f} ms，最长 {times[-1] * 1000:.1f} ms（目标 ≤ 15 题，≤ 50 ms）"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
