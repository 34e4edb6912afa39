"""``luodi ask``: the JSON form, the interview in the terminal, and what is refused."""

from __future__ import annotations

import json

import pytest

from tests.policy.broken_pack import run

ON = ("--on", "2018-12-01", "--division", "230100")


def test_json_prints_the_question_what_is_open_and_the_results() -> None:
    code, out, told = run("ask", "--json", *ON, stdin='{"answers": {}}')
    assert (code, told) == (0, "")
    made = json.loads(out)
    assert set(made) == {"question", "open", "results"}
    assert set(made["question"]) == {"id", "text", "type", "hint", "facts", "options", "why"}
    assert all(set(option) == {"text", "sets"} for option in made["question"]["options"])
    assert set(made["question"]["why"]) & set(made["open"])


def test_done_when_everything_is_settled() -> None:
    words = ("ask", "--json", *ON, "--provision", "hrb-reserve-mentor")
    code, out, _ = run(*words, stdin='{"answers": {"talent.in_reserve_pool": true}}')
    made = json.loads(out)
    assert (code, set(made), made["done"]) == (0, {"done", "results"}, True)


@pytest.mark.parametrize(
    ("stdin", "word"),
    [
        ("", "JSON"), ("[]", "answers"), ("{}", "answers"), ('{"answers": 3}', "对象"),
        ('{"answers": {"person.nothing": 1}}', "没有"), ('{"answers": {"person.nothing": null}}', "没有"),
        ('{"answers": {"person.full_time": "maybe"}}', "true"), ('{"answers": {}, "more": 1}', "answers"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_in_chinese(stdin: str, word: str) -> None:
    code, out, told = run("ask", "--json", *ON, stdin=stdin)
    assert (code, out) == (2, "")
    assert word in told
    assert "Traceback" not in told


def test_interview_asks_until_done_and_groups_the_results() -> None:
    code, out, _ = run("ask", *ON, "--provision", "hrb-reserve-mentor", stdin="什么\n1\n")
    assert code == 0
    assert "没有看懂" in out
    assert "能享受（1 项）" in out


def test_q_stops_with_what_is_known() -> None:
    code, out, _ = run("ask", *ON, "--provision", "hrb-reserve-mentor", stdin="q\n")
    assert code == 0
    assert "可能享受，还差（1 项）" in out
