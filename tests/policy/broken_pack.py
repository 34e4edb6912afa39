"""The Harbin document with a few blocks of the tests' own, in a folder of its own, ready to be broken."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any, Final

from luodi.cli.__main__ import main

ROOT: Final = Path(__file__).resolve().parents[2]
POLICIES: Final = ROOT / "policies"
PLACE: Final = "230100-harbin"
NAME: Final = f"{PLACE}/2018-graduates-grassroots.md"
_BLOCKS: Final = re.compile(r"```.*?\n```\n+", re.DOTALL)

_MICRO: Final = """\
```事项
编号: test-micro-loan
名称: 小微企业贷款贴息
对象: 贷款
受益人: 单位
定义:
  - 名: 合格招用
    对于: 劳动合同
    引文: 并与其签订1年以上劳动合同
    式: 合同期限 1年 以上
  - 名: 最短合同期限
    引文: 并与其签订1年以上劳动合同
    式: 最小(劳动合同 的 合同期限 其中 合格招用)
条件:
  - 引文: 对小微企业当年新招用
    式: 规模 属于 小型、微型
  - 引文: 贷款额度在200万元以下
    式: 贷款额度 200万元 以下
  - 引文: 贷款期限最长不超过2年
    式: 贷款期限 不超过 2年
  - 引文: 并与其签订1年以上劳动合同
    式: 最短合同期限 1年 以上
待遇:
  类别: 金额
  引文: 财政部门按规定给予50%贴息
  式: 应付利息 × 50%
经办: {审核: 市人社局, 拨付: 市财政局}
```

```存疑
编号: 疑一
引文: 数量达到企业现有在职职工人数30%
两读: [含新招用人员, 不含新招用人员]
采: 含新招用人员
理由: 原文没有说扣除
由谁定: 市财政局
```

```例
事项: test-micro-loan
日期: 2018-12-01
事实:
  规模: 小型
  贷款额度: 2000000元
  贷款期限: 24个月
  劳动合同: [{合同期限: 12个月}]
  应付利息: 1000元
结论: 符合
金额: 500元
```

```任务
编号: 三（八）-1
做什么: 拨付贴息资金
牵头: [市财政局]
引文: 审核通过后1个月内向经办银行拨付
时限:
  - {引文: 审核通过后1个月内向经办银行拨付, 类: sla}
```

"""
_STARTUP: Final = """\
```事项
编号: test-startup-full
名称: 贫困地区全额贴息
对象: 贷款
受益人: 人员
条件:
  - 引文: 对贫困地区符合条件的高校毕业生创业担保贷款
    式: 高校毕业生 且 贫困地区
待遇:
  类别: 金额
  引文: 财政部门给予全额贴息
  式: 应付利息
```

```事项
编号: test-startup-other
名称: 其他地区贴息
对象: 贷款
受益人: 人员
条件:
  - 引文: 对其他地区高校毕业生创业担保贷款
    式: 高校毕业生 且 非 贫困地区
待遇:
  类别: 服务
  引文: 财政部门第一年给予全额贴息
效力: 可得
```

"""


def whole() -> str:
    """A policy file without a fault: the text and front matter of the real one, the blocks above."""
    text = _BLOCKS.sub("", (POLICIES / NAME).read_text(encoding="utf-8"))
    for mark, blocks in (("（九）落实社会保险补贴", _MICRO), ("（十二）促进闲置房产", _STARTUP)):
        assert text.count(mark) == 1
        text = text.replace(mark, blocks + mark)
    return text


def broken(*changes: tuple[str, str]) -> str:
    """``whole()`` with the first place of each old text changed into the new one."""
    text = whole()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def make_pack(folder: Path, text: str | bytes | None = None) -> Path:
    """A ``policies`` folder with the project's own words, the source of the document and ``text``; its path."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("units.yaml", "divisions.csv", "calendars", "vocabulary", "standards"):
        if (POLICIES / name).exists():
            (folder / name).symlink_to(POLICIES / name)
    shutil.copytree(POLICIES / PLACE / "原文", folder / PLACE / "原文")
    if text is not None:
        (folder / NAME).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def place_of(text: str, found: str, *, skip: int = 0) -> tuple[int, int]:
    """Line and column of ``found`` in ``text``, its ``skip``-th place after the first."""
    at = text.index(found)
    for _ in range(skip):
        at = text.index(found, at + 1)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def run(*words: str, stdin: str = "") -> tuple[int, str, str]:
    """One command in this process: its exit code, what it printed, what it told."""
    out, told, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(told):
            code = main(list(words))
    finally:
        sys.stdin = before
    return code, out.getvalue(), told.getvalue()


def check(folder: Path, *paths: Path) -> tuple[int, list[dict[str, Any]]]:
    """``luodi check --json`` over a folder made by ``make_pack``: its exit code and its errors."""
    code, out, told = run("check", *map(str, paths), "--json", "--policies", str(folder))
    assert told == ""
    return code, json.loads(out)["errors"]
