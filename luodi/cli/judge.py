"""``luodi judge``: one subject against all provisions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from luodi.cli.words import AMOUNT_STATES, EFFECTS, VERDICTS
from luodi.kernel.errors import FACTS, BadInput, BadPack, Problem
from luodi.kernel.errors import reason as why
from luodi.kernel.period import calendar_day
from luodi.policy.facts_json import Facts, FactsReader, load_json
from luodi.policy.installed import open_session

if TYPE_CHECKING:
    from luodi.policy.determination import Determination
    from luodi.policy.session import Session


def judge(
    facts: str,
    *,
    on: str,
    division: str | None,
    provision: list[str],
    subject: str,
    as_json: bool,
    policies: Path,
) -> int:
    """Print the determinations; 0 where judged, BadInput for wrong input."""
    day = read_day(on)
    session = open_session(policies)
    asked = _asked(session, division, provision, subject)
    given = read_facts(facts, session)
    with told_of(facts):
        determinations = session.judge(given, on=day, division=division, provisions=asked, subject=subject)
    if as_json:
        rows = [made.row(pack=session.pack.sha256) for made in determinations]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(
            "\n".join(_told(made, session) for made in determinations) or "没有可以判定的事项。\n"
        )
    return 0


@contextmanager
def told_of(path: str) -> Iterator[None]:
    """Faults that judging finds in the facts (a contradiction) are told of the file they came from."""
    try:
        yield
    except BadPack:
        raise
    except BadInput as error:
        raise BadInput(p.within(file=path) if p.file == FACTS else p for p in error.problems) from None


def read_day(text: str) -> date:
    """A judging day from ``--on``."""
    try:
        return calendar_day(text)
    except ValueError:
        raise BadInput(
            [
                Problem(
                    "--on",
                    0,
                    0,
                    "impossible-date",
                    f"“{text}”不是日期",
                    "如 2026-11-21",
                    "写成 年-月-日，月和日各两位",
                )
            ]
        ) from None


def read_facts(path: str, session: Session) -> Facts:
    """F.json from a file, or from standard input for ``-``."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise BadInput(
            [Problem(path, 0, 0, "unreadable", f"读不到文件：{why(error)}", "可读的文件", "检查路径")]
        ) from None
    except UnicodeDecodeError:
        raise BadInput(
            [Problem(path, 0, 0, "encoding", "不是 UTF-8 文字", "UTF-8 编码的 JSON", "另存为 UTF-8")]
        ) from None
    reader = FactsReader(session.pack.vocabulary, session.divisions, file=path, extra=session.own_findings())
    return reader.read(load_json(text, file=path))


def _asked(session: Session, division: str | None, provision: list[str], subject: str) -> frozenset[str]:
    problems = []
    if division is not None and not session.divisions.known(division):
        near = "、".join(
            f"{code} {session.divisions.named(code)}" for code in session.divisions.nearest(division)
        )
        problems.append(
            Problem(
                "--division",
                0,
                0,
                "unknown-division",
                f"没有“{division}”这个区划",
                f"六位代码；相近的有 {near}" if near else "六位代码，如 230100",
                "改正代码",
            )
        )
    for id in provision:
        if id not in session.pack.provisions:
            near_ids = get_close_matches(id, session.pack.provisions, n=1, cutoff=0.4)
            expected = f"已有的编号，最接近的是“{near_ids[0]}”" if near_ids else "已有的编号"
            problems.append(
                Problem(
                    "--provision", 0, 0, "unknown-provision", f"没有编号是“{id}”的事项", expected, "改正编号"
                )
            )
    if subject and subject not in session.pack.vocabulary.entities:
        known = "、".join(session.pack.vocabulary.entities)
        problems.append(
            Problem("--subject", 0, 0, "unknown-entity", f"没有“{subject}”这种对象", known, "改成其中一种")
        )
    if problems:
        raise BadInput(problems)
    return frozenset(provision)


def _told(made: Determination, session: Session) -> str:
    provision = session.pack.provisions[made.provision]
    lines = [f"{provision.title}（{made.provision}）：{VERDICTS[made.verdict]}"]
    money = _money(made)
    if money:
        lines.append(f"  {money}")
    if made.effect != "due":
        lines.append(f"  效力：{EFFECTS[made.effect]}")
    for reason in made.reasons():
        lines += _reason(reason, depth=1)
    names = [_name(id, session) for id in made.missing]
    if names:
        lines.append("  还差：" + "、".join(names))
    waiting = [_name(id, session) for id in sorted(made.doubts.parameters)]
    if waiting:
        lines.append("  等有关方面确定：" + "、".join(waiting))
    events = [_name(id, session) for id in sorted(made.doubts.events)]
    if events:
        lines.append("  等待发生：" + "、".join(events))
    lines += [
        f"  期限 {item.due:%Y-%m-%d}：{item.quote}（{VERDICTS[item.verdict]}）"
        for item in made.items
        if item.due
    ]
    lines += [f"  限制未核对：{limit['quote'] or '见条文'}" for limit in made.limits]
    return "\n".join(lines) + "\n"


def _money(made: Determination) -> str:
    amount = made.amount
    if amount.state is None:
        return ""
    unit = amount.unit or ""
    if amount.state == "exact":
        return f"数额：{amount.amount}{unit}"
    low, high = amount.amount, amount.amount_to
    span = f"{low or '0'}{unit} 至 {high}{unit}" if high else f"不低于 {low}{unit}" if low else "尚未确定"
    return f"数额：{span}（{AMOUNT_STATES[amount.state]}）"


def _reason(reason: dict[str, object], *, depth: int) -> list[str]:
    mark = {"true": "✓", "false": "✗", "unknown": "？", "n/a": "✗ 不适用"}[str(reason["truth"])]
    said = reason.get("note") or reason["quote"]
    lines = [f"{'  ' * depth}{mark} {said}"] if said else []
    members = reason["of"]
    assert isinstance(members, list)
    for member in members:
        lines += _reason(member, depth=depth + 1)
    return lines


def _name(id: str, session: Session) -> str:
    vocabulary = session.pack.vocabulary
    if id in vocabulary.facts:
        return vocabulary.facts[id].name
    if id in vocabulary.parameters:
        return vocabulary.parameters[id].name
    return vocabulary.relations[id].name if id in vocabulary.relations else id
