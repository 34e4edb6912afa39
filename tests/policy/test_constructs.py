"""Every construct of the rule language and every key of a 事项, by documents of good and bad examples."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.policy.examples import Bench, Example, examples, place_of

FOLDER = Path(__file__).parent / "constructs"
ALL = examples(FOLDER)
GOOD = [example for example in ALL if example.good]
BAD = [example for example in ALL if not example.good]
FEWEST_GOOD, FEWEST_BAD = 12, 6
CONSTRUCTS = "比较 日期比较 属于 包含 窗口 区间 字面 查表 逻辑 有无 若 算术 时间 聚合 定义 符合".split()
DOUBTS = ("缺", "参数", "事件")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("words")


@pytest.fixture
def bench(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(shared, lambda: tmp_path_factory.mktemp("own"))


def expected(says: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    """What the example says of the keys of a result; an open answer must name everything it waits for."""
    keys = [key for key in made if key in says]
    if says.get("得") == "未知" or says.get("结论") in ("待核实", "待参数", "暂缓"):
        keys += [key for key in DOUBTS if key not in says]
    return {key: says.get(key, []) for key in keys}


@pytest.mark.parametrize("example", GOOD, ids=lambda example: example.name)
def test_a_good_example_comes_out_as_the_design_says(example: Example, bench: Bench) -> None:
    says = example.says
    assert "得" in says or "结论" in says or "金额" in says, "an example says what must come out"
    made = bench.judged(says) if "事项" in says else bench.run(says)
    wanted = expected(says, made)
    assert {key: made[key] for key in wanted} == wanted


@pytest.mark.parametrize("example", BAD, ids=lambda example: example.name)
def test_a_bad_example_is_refused_at_its_token(example: Example, bench: Bench) -> None:
    says = example.says
    if "事项" in says:
        refused_block(says, bench)
        return
    source, error = says["式"], bench.refused(says)
    assert error is not None, "nothing was found wrong"
    assert error.code == says["错"]
    assert error.found
    start = nth(source, says["在"], int(says.get("第", 1)))
    assert start <= error.start < start + len(says["在"]), (
        f"told at {error.start}: {source[error.start : error.end]}"
    )


def refused_block(says: dict[str, Any], bench: Bench) -> None:
    library = bench.library(says)
    source = library.documents[0].file.source
    found = [problem for problem in library.problems if problem.code == says["错"]]
    assert found, [problem.sentence() for problem in library.problems]
    first = source.index("```事项")
    start = first + nth(source[first:], says["在"], int(says.get("第", 1)))
    places = [place_of(problem, source) for problem in found]
    assert any(start <= at < start + len(says["在"]) for at in places), [
        source[at : at + 12] for at in places
    ]


def nth(text: str, token: str, number: int) -> int:
    """Where the ``number``-th occurrence of ``token`` begins."""
    at = -1
    for _ in range(number):
        at = text.index(token, at + 1)
    return at


def test_every_construct_has_its_document_with_enough_examples() -> None:
    good, bad = Counter(e.document for e in GOOD), Counter(e.document for e in BAD)
    thin = {
        name: (good[name], bad[name])
        for name in CONSTRUCTS
        if good[name] < FEWEST_GOOD or bad[name] < FEWEST_BAD
    }
    assert thin == {}
