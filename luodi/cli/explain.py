"""``luodi explain``: one provision in plain Chinese, each line with its sentence of the document."""

from __future__ import annotations

import json
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from luodi.cli.judge import read_day, read_facts, told_of
from luodi.kernel.errors import BadInput, Problem
from luodi.policy.explain import Line, explained, held
from luodi.policy.installed import open_session
from luodi.policy.session import Session

_MARKS: Final = {"true": "✓", "false": "✗", "n/a": "✗", "unknown": "？"}


def explain(provision: str, *, facts: str | None, on: str | None, as_json: bool, policies: Path) -> int:
    """Print the lines; with ``facts`` and ``on`` also whether each holds. BadInput for an unknown id."""
    if (facts is None) != (on is None):
        given, other = ("--facts", "--on") if on is None else ("--on", "--facts")
        raise BadInput(
            [Problem(given, 0, 0, "together", f"给了 {given}，没有给 {other}", "两个一起给", f"补上 {other}")]
        )
    session = open_session(policies)
    if provision not in session.pack.provisions:
        raise BadInput([_unknown(provision, session)])
    made = session.pack.provisions[provision]
    titles = {id: one.title for id, one in session.pack.provisions.items()}
    lines = explained(made, titles=titles, force=session.pack.force[made.document])
    states = _states(lines, provision, facts, on, session)
    if as_json:
        told = {
            "provision": provision,
            "title": made.title,
            "document": made.document,
            "clause": made.clause,
            "lines": [
                {"text": line.text, "quote": line.quote, **state}
                for line, state in zip(lines, states, strict=True)
            ],
        }
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        return 0
    sys.stdout.write(f"{made.title}（{provision}）\n《{session.pack.titles[made.document]}》{made.clause}\n")
    sys.stdout.write(f"看的是：{made.subject}；受益的是：{made.beneficiary}\n")
    section = ""
    for line, state in zip(lines, states, strict=True):
        if line.section != section:
            section = line.section
            sys.stdout.write(f"\n{section}：\n")
        sys.stdout.write(_told(line, state, session))
    return 0


def _states(
    lines: list[Line], provision: str, facts: str | None, on: str | None, session: Session
) -> list[dict[str, Any]]:
    """What ``held`` says of each line; nothing without facts."""
    if facts is None or on is None:
        return [{} for _ in lines]
    place = session.pack.provisions[provision].division
    given, day = read_facts(facts, session), read_day(on)
    maker = session.bench.by_id[provision].maker
    with told_of(facts):
        frame = session.frame(given, on=day, place=place)
        return [held(line, frame=frame, maker=maker) for line in lines]


def _told(line: Line, state: dict[str, Any], session: Session) -> str:
    mark = _MARKS.get(state.get("truth") or "", "·")
    end = "" if line.text.endswith(("：", "。")) else "。"
    told = [f"  {mark} {line.text}{end}"]
    if line.quote and line.quote not in line.text:
        told.append(f"      原文：{line.quote}")
    if state.get("truth") == "n/a":
        told.append("      这一条对您不适用，所以不成立。")
    for key, lead in (("missing", "还差"), ("parameters", "等有关方面确定"), ("events", "等待发生")):
        if state.get(key):
            told.append(f"      {lead}：{'、'.join(_name(id, session) for id in state[key])}")
    return "\n".join(told) + "\n"


def _name(id: str, session: Session) -> str:
    vocabulary = session.pack.vocabulary
    for known in (vocabulary.facts, vocabulary.parameters, vocabulary.relations):
        if id in known:
            return str(known[id].name)
    return id


def _unknown(provision: str, session: Session) -> Problem:
    near = get_close_matches(provision, session.pack.provisions, n=1, cutoff=0.4)
    expected = f"已有的编号，最接近的是“{near[0]}”" if near else "已有的编号"
    return Problem("编号", 0, 0, "unknown-provision", f"没有编号是“{provision}”的事项", expected, "改正编号")
