"""``luodi standards``: what documents leave to others: what is set, what is not, and setting it."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from luodi.cli.judge import read_day
from luodi.documents.policy_file import decode
from luodi.documents.strict_yaml import read_yaml
from luodi.kernel.errors import BadInput, Problem
from luodi.policy.installed import open_session
from luodi.policy.reading import open_language
from luodi.policy.reasons import facts_of
from luodi.policy.scope import Language
from luodi.policy.session import Session
from luodi.policy.standards import Entry
from luodi.policy.standards_files import StandardsReader
from luodi.policy.standards_writing import Setting, with_setting
from luodi.policy.vocabulary import Parameter


def standards(options: argparse.Namespace) -> int:
    """``list`` or ``set``; BadInput for a wrong call."""
    return _list(options) if options.verb == "list" else _set(options)


# -- list ------------------------------------------------------------------------------------------------


def _list(options: argparse.Namespace) -> int:
    session = open_session(options.policies)
    on = read_day(options.on) if options.on else None
    if options.division is not None:
        _known(options.division, session.divisions)
        places = [options.division]
    else:
        places = sorted({*session.pack.divisions_of.values(), *session.pack.standards.entries})
    rows = [_division(place, on, session, options.policies) for place in places]
    if options.json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_told(row) for row in rows) or "还没有政策文件，也没有标准。\n")
    return 0


def _division(place: str, on: date | None, session: Session, policies: Path) -> dict[str, Any]:
    """What is set and what is not, in one division."""
    asked = _asked(place, session)
    chain = session.divisions.ancestors(place)
    parameters = session.pack.vocabulary.parameters
    found = list(_seen(chain, on, session))
    covered = {entry.id for entry in found}
    return {
        "division": place,
        "name": session.divisions.named(place),
        "on": on.isoformat() if on else None,
        "set": [_entry(entry, place, asked, session, policies) for entry in found],
        "unset": [
            {
                "id": id,
                "name": parameters[id].name if id in parameters else id,
                "provisions": sorted(asked[id]),
            }
            for id in sorted(asked)
            if id not in covered
        ],
    }


def _asked(place: str, session: Session) -> dict[str, set[str]]:
    """Parameter id → the provisions in force here that read it."""
    asked: dict[str, set[str]] = {}
    documents = session.documents_at(place)
    for provision in session.pack.provisions.values():
        if provision.document not in documents:
            continue
        for root in provision.nodes():
            for id in facts_of(root):
                if id.startswith("param.") or id in session.pack.vocabulary.parameters:
                    asked.setdefault(id, set()).add(provision.id)
    return asked


def _seen(chain: tuple[str, ...], on: date | None, session: Session) -> Iterator[Entry]:
    """The entries of a division and of those above it; with a day, of each only the nearest that holds."""
    entries = session.pack.standards.entries
    levels = [entries.get(code, {}) for code in chain]
    for id in sorted({id for level in levels for id in level}):
        found = [entry for level in levels for entry in level.get(id, ()) if on is None or entry.covers(on)]
        yield from found if on is None else found[:1]


def _entry(
    entry: Entry, place: str, asked: dict[str, set[str]], session: Session, policies: Path
) -> dict[str, Any]:
    parameters = session.pack.vocabulary.parameters
    return {
        "id": entry.id,
        "name": parameters[entry.id].name,
        "value": _value(entry, policies),
        "from": entry.start.isoformat() if entry.start else None,
        "to": entry.end.isoformat() if entry.end else None,
        "basis": entry.basis,
        "inherited_from": None if entry.division == place else entry.division,
        "inherited_name": None if entry.division == place else session.divisions.named(entry.division),
        "provisions": sorted(asked.get(entry.id, ())),
    }


def _value(entry: Entry, policies: Path) -> str:
    """The value as it was written in the file."""
    text, _ = decode((policies / "standards" / f"{entry.division}.yaml").read_bytes(), file="")
    tree, _ = read_yaml(text, file="")
    for item in tree or ():
        if item["名"].line == entry.line:
            return _shown(item.get("值"))
    return str(entry.value)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        if set(value) == {"由"}:
            return f"由{value['由']}认定"
        return "、".join(f"{key} {part}" for key, part in value.items())
    return "、".join(value) if isinstance(value, list) else str(value)


def _told(row: dict[str, Any]) -> str:
    lines = [f"{row['name']}（{row['division']}）" + (f" {row['on']}" if row["on"] else "")]
    lines.append("  已定：" if row["set"] else "  已定：没有")
    for entry in row["set"]:
        above = f"，沿用{entry['inherited_name']}" if entry["inherited_name"] else ""
        days = (f"{entry['from']} 起" if entry["from"] else "不论何时") + (
            f"，{entry['to']} 止" if entry["to"] else ""
        )
        lines.append(f"    {entry['name']}：{entry['value']}（{days}{above}）")
        lines.append(f"      依据：{entry['basis']}")
    lines.append("  未定（涉及它的结论是待参数）：" if row["unset"] else "  未定：没有")
    lines += [f"    {entry['name']}（{'、'.join(entry['provisions'])}）" for entry in row["unset"]]
    return "\n".join(lines) + "\n"


def _known(code: str, divisions: Any) -> None:
    if not divisions.known(code):
        near = "、".join(f"{one} {divisions.named(one)}" for one in divisions.nearest(code))
        found = f"没有“{code}”这个区划"
        raise BadInput(
            [Problem("--division", 0, 0, "unknown-division", found, f"六位代码；相近的有 {near}", "改正代码")]
        )


# -- set -------------------------------------------------------------------------------------------------


def _set(options: argparse.Namespace) -> int:
    language = open_language(options.policies)
    _known(options.division, language.divisions)
    parameter = _parameter(options.name, language)
    start = read_day(options.start) if options.start else None
    end = read_day(options.end) if options.end else None
    if start and end and end < start:
        raise BadInput(
            [Problem("--to", 0, 0, "period", f"{end} 早于 {start}", "不早于 --from", "核对两个日期")]
        )
    basis = options.basis.strip()
    if not basis:
        raise BadInput(
            [Problem("--basis", 0, 0, "no-basis", "没有写依据", "文件名称和条款", "没有依据的不能填")]
        )
    folder = options.policies / "standards"
    path = folder / f"{options.division}.yaml"
    _sound(folder, language)
    text = decode(path.read_bytes(), file=path.name)[0] if path.exists() else ""
    setting = Setting(parameter.name, _raw(options.value, parameter), start, end, basis)
    edited = with_setting(text, setting=setting)
    _check(folder, path.name, edited.text, language)
    folder.mkdir(parents=True, exist_ok=True)
    _replace(path, edited.text)
    since = f"自 {start} 起" if start else "不论何时"
    until = f"，至 {end} 止" if end else ""
    place = language.divisions.named(options.division)
    done = "已改为" if edited.replaced else "已填写"
    sys.stdout.write(
        f"{place}：{parameter.name} {done} {_shown(setting.value)}（{since}{until}）\n  依据：{basis}\n"
    )
    for day in edited.closed:
        sys.stdout.write(f"  前一项的“至”已写为 {day}。\n")
    return 0


def _parameter(name: str, language: Language) -> Parameter:
    vocabulary = language.vocabulary
    found = vocabulary.by_parameter.get(name) or vocabulary.parameters.get(name)
    if found is not None:
        return found
    known = [*vocabulary.by_parameter, *vocabulary.parameters]
    near = get_close_matches(name, known, n=1, cutoff=0.3)
    expected = f"已有的名称，最接近的是“{near[0]}”" if near else "标准.X、条件.X、名录.X 或 事件.X"
    raise BadInput([Problem("名称", 0, 0, "unknown-parameter", f"没有“{name}”", expected, "改正名称")])


def _raw(value: str, parameter: Parameter) -> Any:
    """The value as the file writes it: a table or {由: 机关}, a list, or one text."""
    text = value.strip()
    if text.startswith("{"):
        tree, problems = read_yaml(text, file="值")
        if problems or not isinstance(tree, dict) or not all(isinstance(part, str) for part in tree.values()):
            expected = "{由: 机关}，或 {本科: 1000元, 硕士: 2000元}"
            raise BadInput(
                [Problem("值", 0, 0, "value", f"“{value}”读不懂", expected, "冒号和逗号用半角，后面空一格")]
            )
        return {str(key): str(part) for key, part in tree.items()}
    if parameter.sort == "名录":
        return [part.strip() for part in text.split("、") if part.strip()]
    return text


def _sound(folder: Path, language: Language) -> None:
    """BadInput where the folder already has faults: nothing is added to what cannot be read."""
    problems = _problems(folder, language)
    if problems:
        raise BadInput([problem.within(file=f"{problem.file} 第 {problem.line} 行") for problem in problems])


def _check(folder: Path, name: str, text: str, language: Language) -> None:
    """Read the whole folder as it would be; BadInput, and nothing written, where it has a fault."""
    with tempfile.TemporaryDirectory() as beside:
        copy = Path(beside)
        for path in folder.glob("*.yaml"):
            (copy / path.name).write_bytes(path.read_bytes())
        (copy / name).write_text(text, encoding="utf-8")
        problems = _problems(copy, language)
    if problems:
        raise BadInput(
            [Problem("值", 0, 0, one.code, one.found, one.expected, one.repair) for one in problems]
        )


def _problems(folder: Path, language: Language) -> list[Problem]:
    reader = StandardsReader(language.vocabulary, language.divisions, language.lexer)
    reader.read(folder)
    return reader.problems


def _replace(path: Path, text: str) -> None:
    """Written beside and moved into place: never half a file."""
    beside, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(beside, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
