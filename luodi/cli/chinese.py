"""argparse, speaking Chinese."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Final, NoReturn

_ARGPARSE: Final = (
    (re.compile(r"the following arguments are required: (.*)"), r"缺少 \1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"不认识 \1"),
    (re.compile(r"argument (.*): expected one argument"), r"\1 后面缺一个值"),
    (re.compile(r"argument (.*): expected at least one argument"), r"\1 后面至少要一个值"),
    (re.compile(r"argument (.*): invalid choice: (.*) \(choose from (.*)\)"), r"没有 \2，可用的有 \3"),
    (re.compile(r"argument (.*): ignored explicit argument (.*)"), r"\1 后面不带值，多了 \2"),
    (re.compile(r"argument (.*): invalid int value: (.*)"), r"\1 后面应是一个整数，不是 \2"),
    (re.compile(r"argument (.*): not allowed with argument (.*)"), r"\1 和 \2 只能写一个"),
    (re.compile(r"ambiguous option: (.*) could match (.*)"), r"\1 可以是 \2，写全"),
    (re.compile(r"argument (.*): (.*)"), r"\1：\2"),
)


class _Formatter(argparse.HelpFormatter):
    """Help in Chinese."""

    def add_usage(
        self, usage: str | None, actions: object, groups: object, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)  # type: ignore[arg-type]


class Parser(argparse.ArgumentParser):
    """argparse, speaking Chinese."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs |= {"add_help": False, "formatter_class": _Formatter, "allow_abbrev": False}
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        for pattern, said in _ARGPARSE:
            message, count = pattern.subn(said, message)
            if count:
                break
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}：{message}\n")
