"""Help and wrong calls: in Chinese to the last word, on the right stream, with the right exit code."""

from __future__ import annotations

import re

import pytest

from luodi.cli.serve import serve
from tests.policy.broken_pack import run

COMMANDS = ("check", "judge", "ask", "explain", "fmt", "standards", "serve")
# What may stand in Latin letters: options, names of files and of this program, example values.
LATIN = re.compile(r"--?[a-z-]+|F\.json|JSON|luodi|Ctrl-C|policies/|list|set|" + "|".join(COMMANDS))
CHINESE = re.compile("[一-鿿]")


def helped(words: tuple[str, ...]) -> str:
    code, out, told = run(*words, "-h")
    assert (code, told) == (0, "")
    return out


@pytest.mark.parametrize(
    "words",
    [(), *((name,) for name in COMMANDS[:-1]), ("standards", "list"), ("standards", "set")],
    ids=" ".join,
)
def test_help_is_in_chinese(words: tuple[str, ...]) -> None:
    text = helped(words)
    assert text.startswith("用法：luodi")
    rest = LATIN.sub("", text)
    assert not re.search("[A-Za-z]", rest), re.findall("[A-Za-z]+", rest)
    for option in re.findall(r"^  (?:-h, )?--[a-z-]+.*$", text, re.MULTILINE):
        after = text[text.index(option) :].split("\n  -")[0]
        assert CHINESE.search(after), option


def test_the_help_of_serve_is_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        serve(["-h"])
    assert stop.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith("用法：luodi serve")
    assert not re.search("[A-Za-z]", LATIN.sub("", text))


def test_every_command_is_listed_with_what_it_does() -> None:
    text = helped(())
    for name in COMMANDS:
        assert re.search(rf"^    {name}\s+[一-鿿]", text, re.MULTILINE), name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "缺少 命令"),
        (("frob",), "没有 'frob'，可用的有 'check'"),
        (("judge",), "缺少 --facts, --on"),
        (("judge", "--facts"), "--facts 后面缺一个值"),
        (("judge", "--facts", "x", "--on"), "--on 后面缺一个值"),
        (("judge", "--fact", "x", "--on", "2018-01-01"), "缺少 --facts"),
        (("judge", "--facts", "x", "--on", "2018-01-01", "extra"), "不认识 extra"),
        (("check", "--nope"), "不认识 --nope"),
        (("check", "--json=3"), "--json 后面不带值，多了 '3'"),
        (("explain",), "缺少 编号"),
        (("standards",), "缺少 做什么"),
        (("standards", "frob"), "没有 'frob'，可用的有 'list', 'set'"),
        (("standards", "set", "标准.某"), "缺少 值, --division, --basis"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_call_says_what_is_missing_and_prints_nothing(words: tuple[str, ...], said: str) -> None:
    code, out, told = run(*words)
    assert (code, out) == (2, "")
    assert said in told
    assert told.startswith("用法：luodi")
    rest = LATIN.sub("", told.replace("frob", "").replace("extra", ""))
    assert not re.search("[A-Za-z]", rest), re.findall("[A-Za-z]+", rest)


def test_a_wrong_port_is_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        serve(["--port", "x"])
    assert stop.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "--port 后面应是一个整数，不是 'x'" in said.err
