"""Every 例 is run, and must give its result."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from luodi.documents.strict_yaml import Told
from luodi.kernel.errors import LuodiError, Problem
from luodi.policy.blocks.example_block import VERDICTS, Example, ExampleReader
from luodi.policy.check.amount_text import amount_fits
from luodi.policy.determination import Determination
from luodi.policy.reading import BlockReading, Document, Library, written_ids
from luodi.policy.session import Session
from luodi.policy.standards import Standards

_WORDS: Final = {code: word for word, code in VERDICTS.items()}


def read_examples(library: Library) -> list[tuple[Document, BlockReading, Example]]:
    """Every 例 that can be read; faults go to the readings' fields."""
    provisions = {p.id: p for document in library.documents for p in document.provisions}
    faulty = written_ids(library) - provisions.keys()
    made = []
    for document in library.documents:
        for reading in document.readings:
            if reading.block.kind == "例":
                reader = ExampleReader(
                    reading.block,
                    reading.fields,
                    language=library.language,
                    provisions=provisions,
                    faulty=faulty,
                )
                example = reader.read(division=document.division)
                if example is not None:
                    made.append((document, reading, example))
    return made


def check_examples(library: Library) -> list[Problem]:
    """Run every 例; what came out otherwise is told with both results."""
    before = {id(r): len(r.fields.problems) for d in library.documents for r in d.readings}
    examples = read_examples(library)
    problems = [
        problem for d in library.documents for r in d.readings for problem in r.fields.problems[before[id(r)]:]
    ]  # fmt: skip
    # An 例 says in 参数 what is set in it: what a division sets one day must not make it wrong.
    pack = replace(library.pack(), standards=Standards())
    session = Session(pack, calendar=library.calendar, divisions=library.language.divisions)
    for document, _, example in examples:
        if not library.language.divisions.known(example.division):
            continue  # the document's 地区 is wrong, and that has been told
        problems += run_example(example, document=document, session=session)
    return problems


def run_example(example: Example, *, document: Document, session: Session) -> list[Problem]:
    """What came out otherwise than the 例 says; nothing where it holds."""
    try:
        made = session.judge(
            example.facts,
            on=example.on,
            division=example.division,
            provisions=frozenset((example.provision,)),
        )
    except LuodiError as error:
        return [
            Problem(
                document.file.path, example.line, 1, "example", str(error), "能判定的事实", "核对事实和日期"
            )
        ]
    if not made:
        return [_wrong(document, example, "地区", f"在“{example.division}”不判这一事项", "该文件施行的地区")]
    return list(_differences(document, example, made[0], session))


def _differences(
    document: Document, example: Example, made: Determination, session: Session
) -> list[Problem]:
    found = []
    if made.verdict != example.verdict:
        why = _why(made, session)
        found.append(
            _wrong(
                document,
                example,
                "结论",
                f"判出“{_WORDS[made.verdict]}”{why}",
                f"“{_WORDS[example.verdict]}”",
            )
        )
    elif example.amount is not None and not amount_fits(
        example.amount, amount=made.amount, units=session.pack.vocabulary.units
    ):
        amount = made.amount
        shown = (
            f"{amount.amount} 至 {amount.amount_to}"
            if amount.amount != amount.amount_to
            else str(amount.amount)
        )
        found.append(
            _wrong(
                document,
                example,
                "金额",
                f"得出 {shown}{amount.unit or ''}（{amount.state}）",
                example.amount,
            )
        )
    if example.missing is not None and tuple(sorted(example.missing)) != tuple(made.missing):
        names = "、".join(_name(id, session) for id in made.missing) or "没有"
        found.append(
            _wrong(
                document,
                example,
                "缺",
                f"缺的是 {names}",
                "、".join(_name(id, session) for id in example.missing) or "没有",
            )
        )
    if example.due is not None and made.due != example.due:
        found.append(_wrong(document, example, "到期", f"到期日是 {made.due}", str(example.due)))
    return found


def _why(made: Determination, session: Session) -> str:
    names = [
        _name(id, session)
        for id in (*made.missing, *sorted(made.doubts.parameters), *sorted(made.doubts.events))
    ]
    failed = [str(r["quote"])[:20] for r in made.reasons() if r["truth"] in ("false", "n/a")]
    return (f"，还差 {'、'.join(names)}" if names else "") + (f"，不成立的是“{failed[0]}…”" if failed else "")


def _name(id: str, session: Session) -> str:
    vocabulary = session.pack.vocabulary
    known: Any = vocabulary.facts.get(id) or vocabulary.parameters.get(id) or vocabulary.relations.get(id)
    return known.name if known is not None else id


def _wrong(document: Document, example: Example, key: str, found: str, expected: str) -> Problem:
    at = next((told for told in example.told if told == key), None)
    line, column = (at.line, at.column) if isinstance(at, Told) else (example.line, 1)
    return Problem(
        document.file.path, line, column, "example", f"例（{example.provision}，{example.on}）{found}", expected[:80],
        "核对事实和式；以条文为准",
    )  # fmt: skip
