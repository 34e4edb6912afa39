"""Reading a ``policies`` folder: every file, every block typed, every fault told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from luodi.documents.folding import Folded, fold
from luodi.documents.from_text import Clause, ClauseTree, read_clauses
from luodi.documents.policy_file import Block, PolicyFile, read_policy_file
from luodi.documents.strict_yaml import Told
from luodi.kernel.division import Divisions
from luodi.kernel.errors import BadInput, Problem
from luodi.kernel.workdays import Calendar
from luodi.policy.blocks.fields import Fields, Written
from luodi.policy.blocks.plain_blocks import read_plain_block
from luodi.policy.blocks.provision_block import ProvisionReader
from luodi.policy.constructs.satisfies import Satisfies, Status
from luodi.policy.grammar.lexer import Lexer
from luodi.policy.pack import Pack
from luodi.policy.provision import Provision
from luodi.policy.scope import Language
from luodi.policy.standards import Standards
from luodi.policy.standards_files import StandardsReader
from luodi.policy.typing.table import TYPERS
from luodi.policy.vocabulary_faults import formula_faults, read_vocabulary


@dataclass(slots=True)
class BlockReading:
    """One block with what reading it noted: every 式 and 引文, for the checks."""

    block: Block
    clause: str
    fields: Fields
    provision: Provision | None = None


@dataclass(slots=True)
class Document:
    """One policy file, read: its clauses, its blocks, when and where it holds."""

    file: PolicyFile
    clauses: ClauseTree
    folded: Folded
    title: str = ""
    division: str = ""
    start: date | None = None
    end: date | None = None
    readings: list[BlockReading] = field(default_factory=list)

    def clause_above(self, offset: int) -> Clause:
        """The clause that the text before a block ends with; blank lines between them belong to neither."""
        return self.clauses.at(max(0, len(self.file.text[:offset].rstrip()) - 1))

    @property
    def provisions(self) -> list[Provision]:
        """Those that could be read."""
        return [reading.provision for reading in self.readings if reading.provision is not None]


@dataclass(slots=True)
class Library:
    """Everything below a ``policies`` folder, with every fault found."""

    root: Path
    language: Language
    standards: Standards
    calendar: Calendar
    documents: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def pack(self, *, sha256: str = "") -> Pack:
        """The part that judging needs. A document whose 地区 is wrong holds nowhere."""
        held = [d for d in self.documents if self.language.divisions.known(d.division)]
        return Pack(
            {p.id: p for d in held for p in d.provisions}, {d.file.name: (d.start, d.end) for d in held},
            {d.file.name: d.division for d in held}, {d.file.name: d.title for d in held},
            self.language.vocabulary, self.standards, sha256,
        )  # fmt: skip


def open_language(root: Path) -> Language:
    """Vocabulary, lexer and divisions of a ``policies`` folder. BadInput for a faulty vocabulary."""
    vocabulary, files = read_vocabulary(root)
    divisions = Divisions.load(root / "divisions.csv")
    # Counties share names with each other and with common words; they are written in quotes.
    places = [divisions.named(code) for code in divisions.upper_codes()]
    lexer = Lexer([*vocabulary.names(), *places], units=vocabulary.units)
    language = Language(vocabulary, lexer, divisions, TYPERS)
    problems = formula_faults(files, language=language)
    if problems:
        raise BadInput(problems)
    return language


def document_files(root: Path) -> list[Path]:
    """The policy files of a ``policies`` folder."""
    return sorted(root.glob("*/*.md"))


def read_library(root: Path, *, paths: Iterable[Path] | None = None) -> Library:
    """Read a ``policies`` folder, or only the given files against its vocabulary."""
    language = open_language(root)
    reader = StandardsReader(language.vocabulary, language.divisions, language.lexer)
    standards = reader.read(root / "standards")
    library = Library(
        root, language, standards, Calendar.load(root / "calendars"), problems=list(reader.problems)
    )
    for path in document_files(root) if paths is None else paths:
        library.documents.append(read_document(read_policy_file(path, root=root), language=language))
    _cross_check(library)
    for document in library.documents:
        library.problems += document.file.problems
        for reading in document.readings:
            library.problems += reading.fields.problems
    return library


def read_document(file: PolicyFile, *, language: Language) -> Document:
    """One policy file, its clauses found and its blocks typed."""
    front = file.front
    document = Document(file, read_clauses(file.text), fold(file.text), title=str(front.get("文件") or ""))
    document.division = str(front.get("地区") or "")
    if front and not language.divisions.known(document.division):
        at = front.get("地区")
        file.wrong(
            at if isinstance(at, Told) else (1, 1),
            code="unknown-division",
            found=f"没有“{document.division}”这个区划",
            expected="六位代码，如 230100",
            repair="改正“地区”",
        )
    holds = front.get("施行") if isinstance(front.get("施行"), dict) else {}
    fields = Fields(file, 2)
    document.start, document.end = fields.day(holds or {}, "自"), fields.day(holds or {}, "至")
    file.problems += fields.problems
    for block in file.blocks:
        document.readings.append(_read_block(block, document, language))
    return document


def _read_block(block: Block, document: Document, language: Language) -> BlockReading:
    clause = document.clause_above(block.offset)
    reading = BlockReading(block, clause.label, Fields(document.file, block.line + 1))
    if block.kind == "事项":
        local = _local_places(document, language)
        reader = ProvisionReader(block, reading.fields, language=language, clause=reading.clause, local=local)
        reading.provision = reader.read(document=document.file.name, division=document.division)
    elif block.kind != "例":
        read_plain_block(block, fields=reading.fields)
    return reading


def _local_places(document: Document, language: Language) -> frozenset[str]:
    if not language.divisions.known(document.division):
        return frozenset()
    return frozenset(
        language.divisions.named(code) for code in language.divisions.ancestors(document.division)
    )


def _cross_check(library: Library) -> None:
    """Ids are unique, 符合 names a known provision of the same beneficiary, and nothing goes in circles."""
    places: dict[str, str] = {}
    seen: dict[str, Provision] = {}
    readings = [r for document in library.documents for r in document.readings if r.block.kind == "事项"]
    for reading in readings:
        told = reading.block.says.get("编号")
        if not isinstance(told, Told):
            continue
        if told in places:
            reading.fields.wrong(
                told, code="duplicate-id", found=f"编号“{told}”已用在 {places[told]}",
                expected="每个事项一个编号", repair="换一个编号",
            )  # fmt: skip
            reading.provision = None
            continue
        places[told] = f"{reading.fields.file.path}:{told.line}"
        if reading.provision is not None:
            seen[told] = reading.provision
    granting: dict[str, set[str]] = {}
    for id, provision in seen.items():
        if provision.benefit is not None and provision.benefit.status:
            granting.setdefault(provision.benefit.status, set()).add(id)
    asks = {
        id: references(provision).union(*(granting.get(name, ()) for name in _statuses(provision)))
        for id, provision in seen.items()
    }
    faulty = written_ids(library) - seen.keys()
    for reading in readings:
        if reading.provision is not None:
            _check_statuses(reading, granting, asks)
        if reading.provision is not None:
            _check_references(reading, seen, asks, faulty)


def _check_statuses(reading: BlockReading, granting: dict[str, set[str]], asks: dict[str, set[str]]) -> None:
    """A 视同 must not rest, over any number of steps, on the name that it gives."""
    provision = reading.provision
    assert provision is not None
    for name in sorted(_statuses(provision)):
        if any(_reaches(id, provision.id, asks) for id in granting.get(name, ())):
            written, start = _where(reading, name)
            line, column = written.told.place(start) if written else (reading.fields.line, 1)
            found = f"“{provision.id}”要“{name}”，视同“{name}”的事项又要“{provision.id}”"
            problem = Problem(
                reading.fields.file.path,
                line,
                column,
                "cycle",
                found,
                "引用不绕回自己",
                "改用事实本身的名称，或删去其中一处",
            )
            reading.fields.problems.append(problem)
            reading.provision = None


def _check_references(
    reading: BlockReading, seen: dict[str, Provision], asks: dict[str, set[str]], faulty: set[str]
) -> None:
    """``asks``: each provision and those it asks about; ``faulty``: those whose own faults are told elsewhere."""
    provision = reading.provision
    assert provision is not None
    for id in sorted(references(provision)):
        target = seen.get(id)
        written, start = _where(reading, id)
        line, column = written.told.place(start) if written else (reading.fields.line, 1)
        problem: tuple[str, str, str, str] | None = None
        if target is None and id not in faulty:
            near = next(iter(get_close_matches(id, seen, n=1, cutoff=0.4)), None)
            expected = f"已有的编号，最接近的是“{near}”" if near else "已有的编号"
            problem = (
                "unknown-provision",
                f"没有编号是“{id}”的事项",
                expected,
                f"改为“{near}”" if near else "核对编号",
            )
        elif target is not None and target.beneficiary != provision.beneficiary:
            found = f"“{id}”的受益人是{target.beneficiary}，本事项是{provision.beneficiary}"
            problem = "beneficiary", found, "同一受益人", "改成同一受益人的事项"
        elif id == provision.id:
            problem = "cycle", f"“{id}”引用了自己", "别的事项", "删去这一引用"
        elif _reaches(id, provision.id, asks):
            found = f"“{provision.id}”引用“{id}”，“{id}”又引用回来"
            problem = "cycle", found, "引用不绕回自己", "删去其中一处引用"
        if problem is not None:
            reading.fields.problems.append(Problem(reading.fields.file.path, line, column, *problem))
        if problem is not None or target is None:
            reading.provision = None


def written_ids(library: Library) -> set[str]:
    """The ids of all 事项 that stand in the files, those with faults and those that cannot be read included."""
    return {id for document in library.documents for id in document.file.lost} | {
        str(reading.block.says.get("编号"))
        for document in library.documents
        for reading in document.readings
        if reading.block.kind == "事项"
    }


def references(provision: Provision) -> set[str]:
    """The provisions it asks about by 符合(编号)."""
    return {
        node.provision for root in provision.nodes() for node in root.walk() if isinstance(node, Satisfies)
    }


def _statuses(provision: Provision) -> set[str]:
    """The names it asks for that a 视同 can give."""
    return {node.name for root in provision.nodes() for node in root.walk() if isinstance(node, Status)}


def _reaches(start: str, goal: str, asks: dict[str, set[str]]) -> bool:
    found, waiting = {start}, [start]
    while waiting:
        for id in asks.get(waiting.pop(), set()) - found:
            found.add(id)
            waiting.append(id)
    return goal in found


def _where(reading: BlockReading, id: str) -> tuple[Written | None, int]:
    for written in reading.fields.written:
        match = re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", str(written.told), re.ASCII)
        if match:
            return written, match.start()
    return None, 0
