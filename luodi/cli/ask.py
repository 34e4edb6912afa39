"""``luodi ask``: the next question for one subject, or the whole interview in the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from luodi.cli import judge
from luodi.cli.words import VERDICTS
from luodi.kernel.errors import BadInput, Problem
from luodi.policy.asking.choose import Step, next_question
from luodi.policy.asking.screen import ALL_LACKING, NONE, NONE_LACKING, UNSURE, Option, Question
from luodi.policy.determination import Determination
from luodi.policy.facts_json import FactsReader, load_json
from luodi.policy.installed import open_session
from luodi.policy.session import Session

_INPUT: Final = "标准输入"
_QUIT: Final = ("q", "Q", "退出")
_GROUPS: Final = (
    ("能享受", ("eligible",)), ("可能享受，还差", ("needs_info",)), ("还要等", ("needs_parameter", "pending")),
    ("目前不符合", ("not_eligible",)),
)  # fmt: skip


def ask(
    *,
    on: date | str,
    division: str | None,
    provision: list[str],
    subject: str,
    as_json: bool,
    policies: Path,
) -> int:
    """Print the next question for the answers on standard input; without JSON, hold the interview."""
    day = judge.read_day(on) if isinstance(on, str) else on
    session = open_session(policies)
    asked = judge._asked(session, division, provision, subject)  # noqa: SLF001 - the same options, the same words
    asking = _Asking(session, day, division, asked, subject)
    if not as_json:
        return _interview(asking)
    step = asking.step(_read_answers())
    sys.stdout.write(json.dumps(step.row(pack=session.pack.sha256), ensure_ascii=False, indent=1) + "\n")
    return 0


class _Asking:
    """One subject, place and day."""

    def __init__(
        self, session: Session, day: date, division: str | None, provisions: frozenset[str], subject: str
    ) -> None:
        self.session, self.day, self.division = session, day, division
        self.provisions, self.subject = provisions, subject

    def step(self, answers: Any) -> Step:
        """The next question. BadInput for answers that cannot be."""
        reader = FactsReader(
            self.session.pack.vocabulary,
            self.session.divisions,
            file=_INPUT,
            extra=self.session.own_findings(),
        )
        facts = reader.read(answers)
        self._known(answers)
        return next_question(
            self.session, facts=facts, answered=answers, on=self.day, division=self.division, provisions=self.provisions,
            subject=self.subject,
        )  # fmt: skip

    def _known(self, answers: dict[str, Any]) -> None:
        """A key answered 不清楚 must be one of the vocabulary as well."""
        words = self.session.pack.vocabulary
        own = self.session.own_findings()
        known = (words.facts, words.parameters, words.relations, words.codes, own)
        wrong = []
        for id, value in answers.items():
            if value is None and not id.endswith(".id") and not any(id in each for each in known):
                near = words.nearest(id)
                expected = "词汇表里的编号" + (f"，最接近的是“{near}”" if near else "")
                wrong.append(Problem(_INPUT, 0, 0, "unknown-id", f"没有“{id}”这个编号", expected, "核对编号"))
        if wrong:
            raise BadInput(wrong)


def _read_answers() -> Any:
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(
            [Problem(_INPUT, 0, 0, "encoding", "不是 UTF-8 文字", "UTF-8 编码的 JSON", "另存为 UTF-8")]
        ) from None
    read = load_json(text, file=_INPUT)
    if not isinstance(read, dict) or set(read) != {"answers"}:
        raise BadInput(
            [Problem(_INPUT, 0, 0, "answers", "没有“answers”，或者还有别的键", "{“answers”: {“编号”: 值, …}}",
                     "还没有回答就写 {\"answers\": {}}")]
        )  # fmt: skip
    return read["answers"]


# -- in the terminal -------------------------------------------------------------------------------------


def _interview(asking: _Asking) -> int:
    answers: dict[str, Any] = {}
    step = asking.step(answers)
    count = 0
    while step.question is not None:
        count += 1
        _say(f"\n第 {count} 题（还有 {len(step.open)} 项没有定下来）")
        given = _put(step.question)
        if given is None:
            break
        try:
            step = asking.step(answers | given)
        except BadInput as error:
            _say(f"{error}\n请再答一次。")
            count -= 1
            continue
        answers |= given
    _results(step.results, asking.session)
    return 0


def _put(question: Question) -> dict[str, Any] | None:
    """Ask until there is an answer; None where the person stops."""
    _say(question.text)
    if question.hint:
        _say(f"  （{question.hint}）")
    for number, option in enumerate(question.options, 1):
        _say(f"  {number}. {option.text}")
    lead = "可选多个，用空格分开" if question.type in ("checklist", "lacks", "multiple") else "写出序号"
    if question.type in ("number", "date", "month", "text", "division"):
        lead = "直接写答案，或写序号加句号（如 1.）"
    _say(f"  {lead}；q 结束")
    while True:
        line = sys.stdin.readline()
        said = line.strip()
        if not line or said in _QUIT:
            return None
        answer = _understood(question, said)
        if answer is not None:
            return answer
        _say("没有看懂，请按上面的写法再答一次。")


def _understood(question: Question, said: str) -> dict[str, Any] | None:
    """What a line sets; None where it cannot be understood."""
    for option in question.options:
        if said == option.text:
            return dict(option.sets)
    if question.type in ("number", "date", "month", "text", "division"):
        if said[-1:] in (".", "。") and said[:-1].isdecimal():
            picked = _picked(question, said[:-1].split())
            return dict(picked[0].sets) if picked else None
        return {question.facts[0]: said} if said else None
    picked = _picked(question, said.replace("、", " ").replace(",", " ").split())
    if not picked or (len(picked) > 1 and question.type not in ("checklist", "lacks", "multiple")):
        return None
    return _together(question, picked)


def _picked(question: Question, words: list[str]) -> list[Option] | None:
    if not words or not all(word.isdecimal() and 0 < int(word) <= len(question.options) for word in words):
        return None
    return [question.options[int(word) - 1] for word in words]


def _together(question: Question, picked: list[Option]) -> dict[str, Any] | None:
    """What several options set together; what stands on a check-list and was not chosen is 否."""
    single = [option for option in picked if _stands_alone(option, question)]
    if single:
        return dict(picked[0].sets) if len(picked) == 1 else None
    if question.type == "multiple":
        id = question.facts[0]
        return {id: [code for option in picked for code in option.sets[id]]}
    left = None if question.type == "lacks" else False
    answer: dict[str, Any] = dict.fromkeys(question.facts, left)
    for option in picked:
        answer |= option.sets
    return answer


def _stands_alone(option: Option, question: Question) -> bool:
    if question.type == "lacks":
        return option.text in (ALL_LACKING, NONE_LACKING)
    if question.type == "checklist":
        return option.text in (NONE, UNSURE) or not set(option.sets) <= set(question.facts)
    return question.type != "multiple" or not isinstance(option.sets.get(question.facts[0]), list)


def _results(results: list[Determination], session: Session) -> None:
    shown = [made for made in results if made.effect != "encouraged"]
    duties = {id for id, provision in session.pack.provisions.items() if provision.is_obligation}
    for title, verdicts in _GROUPS:
        _group(title, [m for m in shown if m.provision not in duties and m.verdict in verdicts], session)
    _group("应尽义务", [m for m in shown if m.provision in duties and m.verdict != "not_applicable"], session)
    _group("倡导", [m for m in results if m.effect == "encouraged" and m.verdict != "not_eligible"], session)


def _group(title: str, made: list[Determination], session: Session) -> None:
    if not made:
        return
    _say(f"\n{title}（{len(made)} 项）")
    for one in made:
        provision = session.pack.provisions[one.provision]
        _say(
            f"  {provision.title}（{one.provision}）" + "".join(_notes(one, provision.is_obligation, session))
        )


def _notes(made: Determination, duty: bool, session: Session) -> Iterator[str]:
    if duty:
        yield f"：{VERDICTS[made.verdict]}"
    if made.verdict == "needs_info":
        names = [_name(id, session) for id in made.missing]
        yield f"；还差 {'、'.join(names)}"
    elif made.verdict in ("needs_parameter", "pending"):
        names = [_name(id, session) for id in sorted(made.doubts.parameters | made.doubts.events)]
        yield f"；等 {'、'.join(names)} 确定"


def _name(id: str, session: Session) -> str:
    words = session.pack.vocabulary
    for known in (words.facts, words.parameters, words.relations):
        if id in known:
            return str(known[id].name)
    return id


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
