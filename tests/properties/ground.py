"""The ground that random rules stand on: a vocabulary with every type, the real divisions, and judging."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from luodi.documents.policy_file import parse_policy_file
from luodi.kernel.workdays import Calendar
from luodi.policy.determination import Determination
from luodi.policy.facts_json import Facts, FactsReader, load_json
from luodi.policy.frame import Frame
from luodi.policy.reading import Library, _cross_check, open_language, read_document, read_library
from luodi.policy.scope import Language
from luodi.policy.session import Session
from luodi.policy.standards import Entry, Standards

ROOT = Path(__file__).resolve().parents[2]
POLICIES = ROOT / "policies"
HERE = "230100"
ELSEWHERE = {
    "编号": "pt-elsewhere", "名称": "外地事项", "对象": "人员", "条件": [{"引文": "条文", "式": "在册"}],
    "待遇": {"类别": "资格", "引文": "条文"},
}  # fmt: skip


@cache
def small_language() -> Language:
    """The language over the vocabulary beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("units.yaml", "divisions.csv"):
            Path(folder, name).symlink_to(POLICIES / name)
        Path(folder, "vocabulary").symlink_to(Path(__file__).parent / "vocabulary")
        return open_language(Path(folder))


def fresh(language: Language) -> Language:
    """The same language without what earlier rules have typed in it."""
    return Language(language.vocabulary, language.lexer, language.divisions, language.typers)


@cache
def calendars() -> tuple[Calendar, Calendar, Calendar]:
    """The real one up to 2018, the real one with all later years settled, and another future."""
    real = Calendar.load(POLICIES / "calendars")
    assert real.years is not None
    short = Calendar(
        frozenset(d for d in real.off if d.year <= 2018), frozenset(d for d in real.worked if d.year <= 2018),
        frozenset(range(1900, 2019)),
    )  # fmt: skip
    years = frozenset(range(1900, 2101))
    other = {date(2019, 1, 1) + timedelta(days=days) for days in range(0, 4000, 9)}
    return short, Calendar(real.off, real.worked, years), Calendar(short.off | other, short.worked, years)


def document(blocks: Sequence[dict[str, Any]], *, division: str, name: str) -> str:
    """The source of a policy file with these blocks; JSON is YAML."""
    front = f"---\n文件: 测试\n地区: {division}\n施行: {{自: 2000-01-01, 至: null, 依据: 测试}}\n---\n一、{name}。\n"
    return front + "".join(f"\n```事项\n{json.dumps(block, ensure_ascii=False)}\n```\n" for block in blocks)


def small_session(blocks: Sequence[dict[str, Any]]) -> Session:
    """A session over random blocks and one provision of another division; asserts that nothing is wrong with them."""
    language = fresh(small_language())
    library = Library(POLICIES, language, Standards(), calendars()[1])
    for name, division, said in (("here", HERE, blocks), ("elsewhere", "370000", [ELSEWHERE])):
        file = parse_policy_file(document(said, division=division, name=name), path=f"{name}.md")
        library.documents.append(read_document(file, language=language))
    _cross_check(library)
    problems = [p for d in library.documents for p in d.file.problems]
    problems += [p for d in library.documents for reading in d.readings for p in reading.fields.problems]
    assert not problems, "\n".join(p.sentence() for p in problems) + json.dumps(blocks, ensure_ascii=False)
    return Session(library.pack(), calendar=calendars()[1], divisions=language.divisions)


@cache
def real_language() -> Language:
    """The language of the real policy files."""
    return open_language(POLICIES)


@cache
def real_session() -> tuple[Session, dict[str, Any]]:
    """A session over the real policy files, and what the block of each 事项 says."""
    library = read_library(POLICIES)
    assert library.problems == []
    readings = [reading for document in library.documents for reading in document.readings]
    says = {reading.provision.id: reading.block.says for reading in readings if reading.provision is not None}
    return Session(library.pack(), calendar=calendars()[1], divisions=library.language.divisions), says


def framed(session: Session, known: dict[str, Any]) -> tuple[Facts, Frame]:
    """What is known, read: facts, the day, the calendar, and what is set here."""
    reader = FactsReader(session.pack.vocabulary, session.divisions, extra=session.own_findings())
    facts = reader.read(load_json(json.dumps(known["facts"]), file="事实"))
    session.calendar = calendars()[known["calendar"]]
    session.pack.standards = Standards()
    for id, entries in known["standards"].items():
        for start, end, value in entries:
            session.pack.standards.add(Entry(id, known.get("division", HERE), start, end, value, "测试"))
    place = known.get("division", HERE)
    return facts, session.frame(facts, on=known["day"], place=place)


def judged(session: Session, known: dict[str, Any], provision: str) -> Determination:
    """The determination of what is known."""
    facts, _ = framed(session, known)
    (made,) = session.judge(
        facts, on=known["day"], division=known.get("division", HERE), provisions=frozenset((provision,))
    )
    made.row(pack="")
    return made
