"""The ten provisions of the Harbin document, many times over with other ids and other figures."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from luodi.documents.folding import fingerprint
from luodi.documents.policy_file import PolicyFile, read_policy_file
from luodi.policy.blocks.benefit_block import KEYS as BENEFIT_KEYS

TEN = (
    "hrb-micro-loan-interest-50", "hrb-salary-civil-servant-step", "hrb-doctor-retention-grant",
    "hrb-graduate-soldier-fresh-status", "hrb-programme-fresh-status", "hrb-startup-loan-graduated-interest",
    "hrb-flexible-si-subsidy", "hrb-institution-experience-posts-quota", "hrb-service-purchase-posts",
    "hrb-remote-volunteering",
)  # fmt: skip
_FIGURE = re.compile(r"(\d+)(?=万元|人|%)")
_RULES = frozenset(("式", "当", "得", "下限", "上限"))


def write_policies(target: Path, *, source: Path, times: int) -> int:
    """A ``policies`` folder with the ten provisions ``times`` over; how many there are."""
    for name in ("vocabulary", "calendars", "standards"):
        shutil.copytree(source / name, target / name)
    for name in ("units.yaml", "divisions.csv"):
        shutil.copy(source / name, target / name)
    original = read_policy_file(source / "230100-harbin" / "2018-graduates-grassroots.md", root=source)
    folder = target / "230100-harbin"
    shutil.copytree(source / "230100-harbin" / "原文", folder / "原文")
    text = _text_with_blocks(original, times)
    (folder / "2018-many.md").write_text(text, encoding="utf-8")
    return times * len(TEN)


def _text_with_blocks(original: PolicyFile, times: int) -> str:
    front = original.source.split("\n---\n", 1)[0] + "\n---\n"
    assert fingerprint(original.text)
    parts, at = [front], 0
    for block in original.blocks:
        if block.kind != "事项" or block.says.get("编号") not in TEN:
            continue
        parts.append(original.text[at : block.offset])
        at = block.offset
        parts += [_fenced(_varied(_plain(block.says), number)) for number in range(times)]
    return "".join(parts) + original.text[at:]


def _plain(value: Any) -> Any:
    """Dicts, lists, str and None without the places they were read from."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return None if value is None else str(value)


def _varied(says: dict[str, Any], number: int) -> dict[str, Any]:
    return {**_with_other_figures(says, number), "编号": f"{says['编号']}-{number}"}


def _with_other_figures(value: Any, number: int) -> Any:
    if isinstance(value, list):
        return [_with_other_figures(item, number) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: _with_other_figures(item, number) for key, item in value.items()}
    for key in _RULES & made.keys():
        if isinstance(made[key], str):
            made[key] = _FIGURE.sub(lambda match: str(int(match.group()) + number), made[key])
            if "限" not in value or key in BENEFIT_KEYS:
                made["另据"] = "基准测试：换了数"
    return made


def _fenced(says: dict[str, Any]) -> str:
    return "```事项\n" + yaml.safe_dump(says, allow_unicode=True, sort_keys=False, width=10_000) + "```\n"
