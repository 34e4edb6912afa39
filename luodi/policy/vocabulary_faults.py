"""What in the vocabulary does not fit together: names that nothing bears, names borne twice, formulas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from luodi.documents.strict_yaml import Told
from luodi.kernel.errors import BadInput, Problem
from luodi.kernel.quantity import YEAR_NUMBER
from luodi.policy.constructs.names import FactRef
from luodi.policy.constructs.node import Node
from luodi.policy.grammar.form import WrongForm
from luodi.policy.scope import Language, Scope
from luodi.policy.vocabulary import Fact, Vocabulary
from luodi.policy.vocabulary_files import BARE_WORDS, VocabularyFiles, Written


def read_vocabulary(policies: Path) -> tuple[Vocabulary, VocabularyFiles]:
    """The vocabulary of a ``policies`` folder, and what stood in its files. BadInput with every fault found."""
    files = VocabularyFiles()
    files.read(policies)
    _entities(files)
    _facts(files)
    _parameters(files)
    if files.problems:
        raise BadInput(sorted(files.problems))
    return files.vocabulary.index(), files


def _pairs(says: Any) -> dict[str, Any]:
    """A mapping; anything else was told as a fault when it was read."""
    return says if isinstance(says, dict) else {}


def _entities(files: VocabularyFiles) -> None:
    entities = files.vocabulary.entities
    codes: dict[str, str] = {}
    for written in files.entities:
        code = str(written.says["代码"])
        if codes.setdefault(code, str(written.key)) != written.key:
            files.wrong(
                written.key,
                file=written.file,
                code="duplicate-code",
                found=f"代码“{code}”已用于“{codes[code]}”",
                repair="换一个代码",
            )
        for target in _pairs(written.says.get("关联")).values():
            _known(files, written.file, target, entities, code="unknown-entity", what="实体")
    ids: dict[str, str] = {}
    for written in files.relations:
        id, target = str(written.says["编号"]), written.says["到"]
        _known(files, written.file, target, entities, code="unknown-entity", what="实体")
        # 享受记录 of a person and of an employer are one register; anything else is another relation.
        if ids.setdefault(id, str(target)) != target or id in files.vocabulary.facts:
            files.wrong(
                written.key,
                file=written.file,
                code="duplicate-id",
                found=f"编号“{id}”重复",
                repair="换一个编号",
            )
    for file, (_, id) in files.statuses:
        _known(files, file, id, files.vocabulary.facts, code="unknown-fact", what="事实")


def _facts(files: VocabularyFiles) -> None:
    vocabulary, borne = files.vocabulary, dict[tuple[str, str], str]()
    lists = {p.name for p in vocabulary.parameters.values() if p.sort == "名录"}
    for written in files.facts:
        fact, says = vocabulary.facts[str(written.key)], written.says
        for name in (fact.name, *fact.aliases):
            other = borne.setdefault((fact.entity, name), fact.id)
            if other != fact.id:
                found = f"“{fact.entity}”已有“{name}”（{other}）"
                files.wrong(
                    written.key, file=written.file, code="duplicate-name", found=found, repair="换一个名称"
                )
        _unit(files, written)
        shown = set[str]()
        for member in _pairs(says.get("值")).values():
            if member in shown:
                found = f"“{fact.name}”有两个“{member}”"
                files.wrong(
                    member,
                    file=written.file,
                    code="repeated-value",
                    found=found,
                    repair="换一个名称，或删去一个",
                )
            shown.add(str(member))
        if fact.kind.base in ("枚举", "等级", "集合") and not fact.values and not fact.is_open:
            found = f"“{fact.name}”没有写“值”"
            files.wrong(
                written.key,
                file=written.file,
                code="no-values",
                found=found,
                repair="写出各个取值，或写“开放: 是”",
            )
        if says.get("等") is not None:
            _known(files, written.file, says["等"], lists, code="unknown-parameter", what="名录")


def _parameters(files: VocabularyFiles) -> None:
    facts = files.vocabulary.facts
    names = {fact.name for fact in facts.values()}
    for written in files.parameters:
        _unit(files, written)
        for key, known in (("按", facts.keys() | names), ("对", facts.keys())):
            if written.says.get(key) is not None:
                _known(files, written.file, written.says[key], known, code="unknown-fact", what="事实")


def _unit(files: VocabularyFiles, written: Written) -> None:
    word = written.says.get("单位")
    known = {*files.vocabulary.units.words, *BARE_WORDS, str(YEAR_NUMBER)}
    if word is not None:
        _known(files, written.file, word, known, code="unknown-unit", what="单位")


def _known(files: VocabularyFiles, file: str, word: Any, among: Any, *, code: str, what: str) -> None:
    if not isinstance(word, str) or word not in among:
        files.wrong(word, file=file, code=code, found=f"没有“{word}”这一{what}", repair="改正，或先加上它")


# -- formulas --------------------------------------------------------------------------------------------


def formula_faults(files: VocabularyFiles, *, language: Language) -> list[Problem]:
    """Every 式 of the vocabulary that cannot be read, or gives something of another kind than its fact."""
    problems = []
    for file, told, scope, id in _formulas(files, language):
        try:
            _fitting(scope.typed(language.formula(str(told))), language.vocabulary.facts.get(id), told)
        except WrongForm as error:
            line, column = told.place(error.start)
            problems.append(
                Problem(file, line, column, error.code, error.found, error.expected, error.repair)
            )
    return problems


def _fitting(node: Node, fact: Fact | None, told: Told) -> None:
    """WrongForm where a 式 gives something of another kind or unit than its fact, or rests on the fact itself."""
    kind = node.kind()
    if fact is None:
        raise WrongForm(
            0, end=len(told), code="unknown-fact", found="这一式所得的事实不在词汇表里", repair="核对编号"
        )
    if any(isinstance(part, FactRef) and part.fact.id == fact.id for part in node.walk()):
        raise WrongForm(
            0, end=len(told), code="cycle", found=f"“{fact.name}”的式绕回了自己", repair="去掉其中一处引用"
        )
    if kind.base not in (fact.kind.base, "条件") or (kind.base == "数" and kind.unit != fact.kind.unit):
        found = f"“{fact.name}”的式得出{kind}"
        raise WrongForm(
            0, end=len(told), code="kind", found=found, expected=str(fact.kind), repair="改式，或改单位"
        )


def _formulas(files: VocabularyFiles, language: Language) -> Iterator[tuple[str, Told, Scope, str]]:
    """(file, 式, where it is read, the fact it gives) of each."""
    for written in files.facts:
        told = written.says.get("式")
        if isinstance(told, Told):
            subject = str(written.says["实体"])
            yield (
                written.file,
                told,
                Scope(language, subject=subject, open_names=frozenset((str(written.key),))),
                str(written.key),
            )
    for written in files.relations:
        relation = language.vocabulary.entities[written.owner].relations[str(written.key)]
        row = Scope(language, subject=written.owner).row(relation)
        for id, told in _pairs(_pairs(written.says.get("逐次")).get("行")).items():
            if isinstance(told, Told):
                yield written.file, told, row, str(id)
