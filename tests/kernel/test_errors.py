"""The one error tree: every fault told, each with its place and its repair."""

from __future__ import annotations

from luodi.kernel.errors import BadInput, LuodiError, Problem


def test_a_problem_says_where_what_and_how_to_mend_it() -> None:
    problem = Problem("a.md", 3, 7, "unit", "单位不合", "元", "写上单位")
    assert problem.sentence() == "a.md:3:7: [unit] 单位不合；应为元；改法：写上单位"
    assert Problem("a.md", 0, 0, "x", "读不到").sentence() == "a.md: [x] 读不到"
    assert problem.as_row() == {
        "file": "a.md", "line": 3, "column": 7, "code": "unit", "found": "单位不合", "expected": "元", "repair": "写上单位",
    }  # fmt: skip
    assert problem.within(file="b.md").file == "b.md"


def test_bad_input_carries_every_fault() -> None:
    faults = [Problem("a.md", line, 1, "x", f"第{line}处") for line in (1, 2, 3)]
    error = BadInput(iter(faults))
    assert isinstance(error, LuodiError)
    assert list(error.problems) == faults
    assert str(error).count("\n") == 2
