"""``luodi``: the commands, their options and exit codes (0 fine, 1 findings, 2 wrong call or input)."""

from __future__ import annotations

import argparse
import io
import os
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from luodi.cli.chinese import Parser
from luodi.kernel.errors import BadPack, LuodiError

POLICIES = Path(__file__).parent.parent.parent / "policies"


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="luodi", description="落地：让就业政策文件运行起来。")
    commands = parser.add_subparsers(title="命令", dest="command", metavar="命令", required=True)

    def command(name: str, said: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=said, description=said)
        made.add_argument(
            "--policies",
            type=Path,
            default=POLICIES,
            metavar="目录",
            help="政策文件夹（默认：本仓库的 policies/）",
        )
        return made

    check = command("check", "检查政策文件：原文、引文、数、事实、例")
    check.add_argument("paths", nargs="*", type=Path, metavar="路径", help="文件或文件夹（默认：全部）")
    check.add_argument("--json", action="store_true", help="以 JSON 输出")
    judge = command("judge", "拿一个人、一家单位的事实判定各个事项")
    judge.add_argument("--facts", required=True, metavar="F.json", help="事实文件，- 表示标准输入")
    judge.add_argument("--on", required=True, metavar="日期", help="判定日，如 2018-12-01")
    judge.add_argument("--division", metavar="代码", help="区划代码，如 230100")
    judge.add_argument(
        "--provision", action="append", default=[], metavar="编号", help="只判这一事项，可重复"
    )
    judge.add_argument("--subject", default="", metavar="对象", help="只判这种对象或受益人，如 人员、单位")
    judge.add_argument("--json", action="store_true", help="以 JSON 输出")
    ask = command("ask", "一题一题地问，问完告诉您能享受什么")
    ask.add_argument("--on", metavar="日期", help="判定日（默认：今天）")
    ask.add_argument("--division", metavar="代码", help="区划代码，如 230100")
    ask.add_argument("--provision", action="append", default=[], metavar="编号", help="只问这一事项，可重复")
    ask.add_argument("--subject", default="", metavar="对象", help="只问这种对象或受益人，如 人员、单位")
    ask.add_argument("--json", action="store_true", help="从标准输入读已有的回答，以 JSON 输出下一题")
    explain = command("explain", "用白话说明一个事项，每句附原文")
    explain.add_argument("provision", metavar="编号", help="事项编号")
    explain.add_argument("--facts", metavar="F.json", help="事实文件；给了就说明每一条是否成立")
    explain.add_argument("--on", metavar="日期", help="判定日")
    explain.add_argument("--json", action="store_true", help="以 JSON 输出")
    fmt = command("fmt", "把政策文件里的式写成统一的样子")
    fmt.add_argument("paths", nargs="*", type=Path, metavar="路径", help="文件或文件夹（默认：全部）")
    fmt.add_argument("--check", action="store_true", help="只看，不改；有要改的返回 1")
    standards = command("standards", "查看或填写文件留给各地、各机关的标准")
    _standards(standards)
    serve = commands.add_parser("serve", help="启动网页服务", add_help=False)
    serve.add_argument("rest", nargs=argparse.REMAINDER)
    return parser


def _standards(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(title="做什么", dest="verb", metavar="做什么", required=True)
    listing = verbs.add_parser("list", help="列出已定的和未定的")
    listing.add_argument("--division", metavar="代码", help="区划代码")
    listing.add_argument("--on", metavar="日期", help="哪一天的")
    listing.add_argument("--json", action="store_true", help="以 JSON 输出")
    setting = verbs.add_parser("set", help="填写一项")
    setting.add_argument("name", metavar="名称", help="如 标准.最低工资标准")
    setting.add_argument(
        "value", metavar="值", help="如 1680元、是、未发生、2020-01-01；列表用顿号分开；{由: 机关}"
    )
    setting.add_argument("--division", required=True, metavar="代码", help="区划代码")
    setting.add_argument("--from", dest="start", metavar="日期", help="自哪天起")
    setting.add_argument("--to", dest="end", metavar="日期", help="到哪天止")
    setting.add_argument("--basis", required=True, metavar="依据", help="依据的文件和条款")


def main(argv: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    words = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # a terminal of another encoding shows \\u… instead of failing
            stream.reconfigure(errors="backslashreplace")
    if words[:1] == ["serve"]:
        from luodi.cli.serve import serve

        return serve(words[1:])
    try:
        options = _parser().parse_args(words)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        return _run(options)
    except BadPack as error:
        sys.stderr.write(str(error) + "\n")
        return 1
    except LuodiError as error:
        sys.stderr.write(str(error) + "\n")
        return 2
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(options: argparse.Namespace) -> int:
    if options.command == "judge":
        from luodi.cli.judge import judge

        return judge(
            options.facts, on=options.on, division=options.division, provision=options.provision, subject=options.subject,
            as_json=options.json, policies=options.policies,
        )  # fmt: skip
    if options.command == "ask":
        from luodi.cli.ask import ask

        return ask(
            on=options.on or datetime.now(ZoneInfo("Asia/Shanghai")).date(), division=options.division,
            provision=options.provision, subject=options.subject, as_json=options.json, policies=options.policies,
        )  # fmt: skip
    if options.command == "check":
        from luodi.cli.check import check

        return check(options.paths, as_json=options.json, policies=options.policies)
    if options.command == "explain":
        from luodi.cli.explain import explain

        return explain(
            options.provision,
            facts=options.facts,
            on=options.on,
            as_json=options.json,
            policies=options.policies,
        )
    if options.command == "fmt":
        from luodi.cli.fmt import fmt

        return fmt(options.paths, check=options.check, policies=options.policies)
    from luodi.cli.standards import standards

    return standards(options)


if __name__ == "__main__":
    sys.exit(main())
