"""A provision in plain Chinese, line by line, each with the sentence of the document it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from luodi.kernel.values import exact
from luodi.policy.constructs.aggregate import Aggregate
from luodi.policy.constructs.names import DefinitionRef
from luodi.policy.constructs.node import Maker, Node
from luodi.policy.constructs.satisfies import Satisfies
from luodi.policy.frame import Doubts, Frame
from luodi.policy.provision import Benefit, Condition, Duty, Instalment, Provision, Valid
from luodi.policy.reasons import truth_word

_COUNT: Final = "一二三四五六七八九十"
_EFFECTS: Final = {
    "may": "给不给，由经办机关按规定决定",
    "priority": "这一项是优先照顾，不是人人都有",
    "encouraged": "这一项是倡导，没有要申领的东西",
}
_RELATIONS: Final = {
    "不重复享受": "不能和{}重复享受",
    "就高": "和{}只按高的一项给",
    "补足差额": "已经享受{}的，只补差额",
    "可叠加": "可以和{}一起享受",
    "先后": "和{}按先后次序办",
    "只选一项": "和{}只能选一项",
}
_TURNED: Final = {"true": "false", "false": "true", "n/a": "true", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence for the reader and its 引文; ``node`` is what can be asked of facts, ``refused`` where it must not hold."""

    section: str
    text: str
    quote: str
    node: Node | None = None
    refused: bool = False


def explained(
    provision: Provision, *, titles: Mapping[str, str], force: tuple[date | None, date | None]
) -> list[Line]:
    """Every line of one provision. ``titles``: provision id → its name; ``force``: when its document holds."""
    lines = [
        *(line for condition in provision.conditions for line in _condition(condition, provision)),
        *(_exclusion(leaf) for condition in provision.exclusions for leaf in condition.leaves()),
        *_definitions(provision),
        *(_duty(duty) for duty in provision.duties),
        *(_benefit(provision.benefit) if provision.benefit else ()),
        *_terms(provision, titles),
        *_force(provision.valid, force),
    ]
    named = {
        node.provision: titles.get(node.provision, node.provision)
        for root in provision.nodes()
        for node in root.walk()
        if isinstance(node, Satisfies)
    }
    return [_titled(line, named) for line in lines]


def held(line: Line, *, frame: Frame, maker: Maker) -> dict[str, Any]:
    """Whether the line holds for the facts of ``frame``, and what is missing to say so.

    ``truth``: true, false, unknown, n/a; None where the line is no condition. An exclusion holds where
    what it excludes does not.
    """
    doubts = Doubts()
    truth = None
    if line.node is not None:
        if line.node.kind().base in ("是否", "条件"):
            truth = truth_word(line.node, frame=frame, maker=maker)
            truth = _TURNED[truth] if line.refused else truth
        if not exact(maker.reader(line.node)(frame)):
            maker.doubter(line.node)(frame, doubts)
    return {
        "truth": truth,
        "missing": sorted({id for id, _, _ in doubts.facts}),
        "parameters": sorted(doubts.parameters),
        "events": sorted(doubts.events),
    }


def _titled(line: Line, named: Mapping[str, str]) -> Line:
    text = line.text
    for id, title in named.items():
        text = text.replace(f"“{id}”", f"“{title}”")
    return Line(line.section, text, line.quote, line.node, line.refused)


def _condition(condition: Condition, provision: Provision, lead: str = "") -> Iterator[Line]:
    section = "什么时候适用" if provision.is_obligation else "要符合"
    if not condition.members:
        yield Line(section, lead + condition.node.prose(), condition.quote, condition.node)
        return
    count = len(condition.members)
    said = {"任一": f"下面{count}项，有一项就行", "全部": f"下面{count}项都要有"}.get(condition.group)
    yield Line(section, f"{lead}{said or f'下面{count}项，{condition.group}'}：", "", condition.node)
    for number, member in enumerate(condition.members):
        order = _COUNT[number] if number < len(_COUNT) else str(number + 1)
        yield from _condition(member, provision, f"{lead}其{order}，")


def _exclusion(condition: Condition) -> Line:
    return Line(
        "有这样的情形就不行",
        f"不能是这样：{condition.node.prose()}",
        condition.quote,
        condition.node,
        refused=True,
    )


def _definitions(provision: Provision) -> Iterator[Line]:
    on_rows = {
        node.name
        for _, _, root in provision.definitions
        for aggregate in root.walk()
        if isinstance(aggregate, Aggregate)
        for part in (aggregate.where, aggregate.value, aggregate.satisfy)
        for node in (part.walk() if part is not None else ())
        if isinstance(node, DefinitionRef)
    }
    for name, quote, node in provision.definitions:
        said = node.prose().replace("您", "本人") if name in on_rows else node.prose()
        yield Line("这里说的", f"“{name}”是指：{said}", quote, None if name in on_rows else node)


def _duty(duty: Duty) -> Line:
    until = f"，最晚到{duty.until.prose()}" if duty.until else ""
    period = f"，{duty.period}内完成" if duty.period else ""
    exception = "（经批准可以例外）" if duty.exception else ""
    return Line("应当做到", f"{duty.node.prose()}{until}{period}{exception}", duty.quote, duty.node)


# -- what is given ---------------------------------------------------------------------------------------


def _benefit(benefit: Benefit) -> Iterator[Line]:
    section, quote = "能得到什么", benefit.quote
    if benefit.figure is not None:
        yield Line(section, f"{_what(benefit)}是：{benefit.figure.prose()}", quote, benefit.figure)
    elif benefit.base is not None:
        yield Line(section, f"总数是：{benefit.base.prose()}", quote, benefit.base)
    for row in benefit.table:
        when = f"{row.when.prose()}的" if row.when else "其他情况"
        yield Line(section, f"{when}，{row.gives.prose()}", row.quote, row.when or row.gives)
    yield from (_instalment(part) for part in benefit.instalments)
    if benefit.floor is not None:
        yield Line(section, f"{_what(benefit)}不低于{benefit.floor.prose()}", quote, benefit.floor)
    if benefit.ceiling is not None:
        yield Line(section, f"{_what(benefit)}最多{benefit.ceiling.prose()}", quote, benefit.ceiling)
    if benefit.rounding is not None:
        yield Line(section, f"算出来的零头{benefit.rounding[0]}", quote)
    if benefit.status:
        yield Line(section, f"可以按“{benefit.status}”享受相关政策", quote)
    elif benefit.category in ("资格", "服务") and benefit.figure is None:
        yield Line(section, f"给的是{benefit.category}，不是钱：{quote}", quote)


def _what(benefit: Benefit) -> str:
    return {"金额": "钱数", "数量": "数量"}.get(benefit.category, "给的")


def _instalment(part: Instalment) -> Line:
    when = f"{part.when.prose()}的，" if part.when else ""
    due = f"到{part.due.prose()}，" if part.due else ""
    gives = part.gives.prose() if part.gives else "其余的部分"
    return Line("能得到什么", f"第{part.number}期：{due}{when}给{gives}", part.quote, part.when or part.gives)


# -- how, for how long, by whom --------------------------------------------------------------------------


def _terms(provision: Provision, titles: Mapping[str, str]) -> Iterator[Line]:
    if provision.effect in _EFFECTS:
        yield Line(
            "还要知道", _EFFECTS[provision.effect], provision.benefit.quote if provision.benefit else ""
        )
    for limit in provision.limits:
        yield Line("还要知道", _limit(limit), limit.get("引文", ""))
    for relation in provision.relations:
        yield from _relation(relation, titles)
    for verb, who in provision.handled.items():
        yield Line("谁来办", f"{who}负责{verb}", "")
    for clock in provision.clocks:
        start, within = clock.get("起", ""), clock.get("限", "")
        moved = "；最后一天是假日的，顺延" if clock.get("顺延") == "是" else ""
        when = f"{start}后{within}内" if start else f"{within}内"
        yield Line(
            "谁来办",
            f"{clock.get('谁', '经办机关')}要在{when}{clock.get('做什么', '办完')}{moved}",
            clock.get("引文", ""),
        )


def _limit(limit: Mapping[str, str]) -> str:
    per = f"（按{limit['按']}算）" if "按" in limit else ""
    if "一次" in limit:
        return f"{limit['一次']}只能享受一次{per}"
    return f"最多{limit['最多']}{per}" if "最多" in limit else f"名额：{limit.get('名额', '')}{per}"


def _relation(relation: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[Line]:
    for key, said in _RELATIONS.items():
        if key in relation:
            value = relation[key]
            others = [value] if isinstance(value, str) else list(value or ())
            named = _and(f"“{titles.get(str(other), str(other))}”" for other in others)
            per = f"（按{relation['按']}算）" if relation.get("按") else ""
            yield Line(
                "还要知道", said.format(named or "别的同类待遇") + per, str(relation.get("引文") or "")
            )


def _and(words: Iterable[str]) -> str:
    return "、".join(words)


def _force(valid: tuple[Valid, ...], force: tuple[date | None, date | None]) -> Iterator[Line]:
    if not valid and force[0] is not None:
        start, end = force
        assert start is not None
        until = f"到{_day(end)}止" if end else "没有写到哪天为止，现在是否还有效要看文件页上的说明"
        yield Line("什么时候有效", f"这份文件从{_day(start)}起施行，{until}", "")
    for one in valid:
        yield Line(
            "什么时候有效", f"看{one.day.prose()}：{_span(one.start, one.end)}都算", one.quote, one.day
        )


def _span(start: date | None, end: date | None) -> str:
    first = f"从{_day(start)}起" if start else ""
    last = f"到{_day(end)}止" if end else "，一直" if start else "不论哪天"
    return first + last


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
