"""Do the stored 例 catch a spoilt rule? ``python -m benchmarks.mutants [SEED [HOW_MANY]]``.

Every literal, comparator and boundary of some provisions is changed, one at a time; a mutant is caught
where an 例 no longer gives its result. SEED defaults to the first 8 hex digits of the commit before.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from luodi.kernel.quantity import FEN_PER_YUAN
from luodi.policy.check.examples import read_examples, run_example
from luodi.policy.constructs.compare import Compare
from luodi.policy.constructs.logic import Every, Some
from luodi.policy.constructs.membership import Contains, Membership
from luodi.policy.constructs.names import FactRef
from luodi.policy.constructs.node import Constant, Node
from luodi.policy.constructs.rows import RowsOf
from luodi.policy.constructs.window import Lapse, Window
from luodi.policy.provision import Condition, Provision
from luodi.policy.reading import Library, read_library
from luodi.policy.session import Session
from luodi.policy.standards import Standards

ROOT = Path(__file__).parent.parent
_OTHER = {">=": (">",), ">": (">=",), "<=": ("<",), "<": ("<=",), "==": ("!=",), "!=": ("==",)}


@dataclass(frozen=True)
class Mutant:
    """A spoilt provision and what was changed in it."""

    provision: Provision
    said: str


def changed(node: Node) -> Iterator[tuple[Node, str]]:
    """The node itself with one literal, comparator or boundary changed."""
    if isinstance(node, Constant):
        yield from _literals(node)
    elif isinstance(node, Compare | Lapse):
        for op in _OTHER[node.op]:
            yield replace(node, op=op), f"{node.prose()}：{node.op} 改成 {op}"
    elif isinstance(node, Membership | Contains):
        for member in sorted(node.members, key=str):
            yield replace(node, members=node.members - {member}), f"{node.prose()}：漏掉 {member}"
    elif isinstance(node, Window):
        yield replace(node, before=not node.before), f"{node.prose()}：前后颠倒"
    elif isinstance(node, Every):
        yield Some(node.terms), f"{node.prose()}：且 改成 或"
    elif isinstance(node, Some):
        yield Every(node.terms), f"{node.prose()}：或 改成 且"


def _literals(node: Constant) -> Iterator[tuple[Node, str]]:
    value = node.value
    if isinstance(value, bool | str):
        return
    if isinstance(value, date):
        steps: tuple[Any, ...] = (timedelta(days=1), timedelta(days=-1))
    elif isinstance(value, int | Fraction):
        step = FEN_PER_YUAN if node.sort.unit.is_money else 1 if isinstance(value, int) else Fraction(1, 100)
        steps = (step, -step) if value >= step else (step,)
    else:
        return
    for step in steps:
        yield replace(node, value=value + step), f"{node.text} 改成差 {step}"


def spoilt(part: Any) -> Iterator[tuple[Any, str]]:
    """``part`` with one change somewhere inside; formulas of the vocabulary are left alone."""
    if isinstance(part, tuple):
        for index, item in enumerate(part):
            for made, said in spoilt(item):
                yield (*part[:index], made, *part[index + 1 :]), said
    elif isinstance(part, FactRef | RowsOf) or not is_dataclass(part) or isinstance(part, type):
        return
    else:
        if isinstance(part, Node):
            yield from changed(part)
        for field in fields(part):
            # The members of a group repeat what its node says.
            if isinstance(part, Condition) and field.name == "members":
                continue
            for made, said in spoilt(getattr(part, field.name)):
                yield replace(part, **{field.name: made}), said


def mutants(provision: Provision) -> Iterator[Mutant]:
    """Every mutant of one provision."""
    for name in ("conditions", "exclusions", "duties", "benefit", "valid"):
        for made, said in spoilt(getattr(provision, name)):
            yield Mutant(replace(provision, **{name: made}), said)


def survivors(library: Library, provision: Provision, examples: list[Any]) -> tuple[int, list[str]]:
    """How many mutants there are, and what was changed in those that no 例 catches."""
    pack = replace(library.pack(), standards=Standards())
    count, alive = 0, []
    for mutant in mutants(provision):
        count += 1
        spoilt_pack = replace(pack, provisions={**pack.provisions, provision.id: mutant.provision})
        session = Session(spoilt_pack, calendar=library.calendar, divisions=library.language.divisions)
        if not any(
            run_example(example, document=document, session=session) for document, _, example in examples
        ):
            alive.append(mutant.said)
    return count, alive


def main() -> int:
    """Print the share of mutants caught and every survivor."""
    before = subprocess.run(
        ["git", "rev-parse", "HEAD~1"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    seed = sys.argv[1] if len(sys.argv) > 1 else before.stdout[:8]
    library = read_library(ROOT / "policies")
    by_id: dict[str, list[Any]] = {}
    for row in read_examples(library):
        by_id.setdefault(row[2].provision, []).append(row)
    provisions = sorted(library.pack().provisions.values(), key=lambda provision: provision.id)
    how_many = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    drawn = random.Random(seed).sample(provisions, min(how_many, len(provisions)))  # noqa: S311 - a draw, no secret
    total = caught = 0
    for provision in drawn:
        count, alive = survivors(library, provision, by_id.get(provision.id, []))
        total, caught = total + count, caught + count - len(alive)
        print(f"{provision.id}: {count - len(alive)}/{count}")
        for said in alive:
            print(f"    漏网：{said}")
    print(
        f"种子 {seed}：{len(drawn)} 个事项，{total} 个变异，抓住 {caught}（{100 * caught // max(total, 1)}%）"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
