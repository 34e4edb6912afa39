"""The 事项 of the policy files in plain Chinese, compiled once for every state of the folder."""

from __future__ import annotations

import functools
import logging
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from luodi.kernel.errors import LuodiError
from luodi.policy.explain import explained
from luodi.policy.installed import content_files, load_pack
from luodi.policy.pack import Pack
from luodi.policy.provision import Provision
from luodi.web.reading.model import SaidView, SectionView

_LOG = logging.getLogger(__name__)
# In this order a reader asks; what the words mean comes last.
_ASKED: Final = (
    "什么时候适用", "要符合", "有这样的情形就不行", "应当做到", "能得到什么", "还要知道", "谁来办", "什么时候有效",
    "这里说的",
)  # fmt: skip
_MEMBER: Final = re.compile(r"(?:其(?:[一二三四五六七八九十]|\d+)，)+")
_ASKING, _HOW_LONG, _PAPERS = "到哪里申办", "多长时间办完", "要带什么材料"


@dataclass(frozen=True, eq=False, slots=True)
class Rules:
    """What the pack of a folder says; says nothing where the folder has a fault. ``titles``: id → name."""

    pack: Pack | None = None
    titles: dict[str, str] = field(default_factory=dict)

    def provision(self, id: str, *, document: str) -> Provision | None:
        """The typed 事项 of that id, where it stands in that document."""
        found = self.pack.provisions.get(id) if self.pack else None
        return found if found and found.document == document else None

    def sections(self, provision: Provision) -> tuple[SectionView, ...]:
        """Every sentence of a 事项, under its headings, in the order a reader asks."""
        assert self.pack is not None
        made: dict[str, list[SaidView]] = {name: [] for name in _ASKED}
        force = self.pack.force[provision.document]
        for line in explained(provision, titles=self.titles, force=force):
            text = line.text if line.text.endswith(("：", "。")) else f"{line.text}。"
            made.setdefault(line.section, []).append(SaidView(text, line.quote, _depth(text)))
        return tuple(SectionView(name, tuple(said)) for name, said in made.items() if said)


def rules_in(root: Path) -> Rules:
    """The rules of a ``policies`` folder as it is now."""
    return _rules(root, _state(root))


@functools.lru_cache(maxsize=4)
def _rules(root: Path, _in_this_state: int) -> Rules:
    try:
        pack = load_pack(root)
    except (LuodiError, OSError) as error:
        _LOG.warning("规则没有读成，网页只显示规则原样：%s", error)
        return Rules()
    except Exception:  # noqa: BLE001 - whatever ails the rules, the official text is still to be read
        _LOG.exception("规则没有读成，网页只显示规则原样")
        return Rules()
    return Rules(pack, {id: provision.title for id, provision in pack.provisions.items()})


def _state(root: Path) -> int:
    """Another number whenever a content file is changed, added or taken away."""
    states = []
    for path in content_files(root):
        stat = path.stat()
        states.append((str(path), stat.st_mtime_ns, stat.st_size))
    return hash(tuple(states))


def _depth(text: str) -> int:
    """How deep in groups a sentence stands: 其一，其二，… is a member of a member."""
    lead = _MEMBER.match(text)
    return lead[0].count("其") if lead else 0


def silent_on(provision: Provision) -> tuple[str, ...]:
    """What a person would ask and the document does not say. Nothing for duties, services and exhortations."""
    benefit = provision.benefit
    if benefit is None or benefit.category == "服务" or provision.effect == "encouraged":
        return ()
    asking = () if {"受理", "审核", "审批"} & set(provision.handled) else (_ASKING,)
    return (*asking, *(() if provision.clocks else (_HOW_LONG,)), _PAPERS)
