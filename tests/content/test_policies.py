"""Every policy file is whole: text, quotes, numbers, examples."""

from __future__ import annotations

from luodi.policy.check import check_library
from luodi.policy.check.examples import read_examples
from luodi.policy.check.notes import notes
from luodi.policy.reading import Library

TEN = (
    "hrb-micro-loan-interest-50", "hrb-salary-civil-servant-step", "hrb-doctor-retention-grant",
    "hrb-graduate-soldier-fresh-status", "hrb-programme-fresh-status", "hrb-startup-loan-graduated-interest",
    "hrb-flexible-si-subsidy", "hrb-institution-experience-posts-quota", "hrb-service-purchase-posts",
    "hrb-remote-volunteering",
)  # fmt: skip


def test_no_file_has_a_fault(library: Library) -> None:
    assert [problem.sentence() for problem in [*library.problems, *check_library(library)]] == []


def test_no_rule_can_be_cut_into_other_words(library: Library) -> None:
    assert [note.sentence() for note in notes(library) if note.code == "other-cut"] == []


def test_the_ten_kinds_are_there_each_with_yes_no_and_unknown(library: Library) -> None:
    seen: dict[str, set[str]] = {}
    for _, _, example in read_examples(library):
        seen.setdefault(example.provision, set()).add(example.verdict)
    decided = (
        {"eligible", "compliant"},
        {"not_eligible", "non_compliant", "not_applicable"},
        {"needs_info", "needs_parameter", "pending"},
    )
    for provision in TEN:
        for verdicts in decided:
            assert seen.get(provision, set()) & verdicts, (provision, sorted(verdicts))


def test_one_sentence_is_honestly_not_decidable(library: Library) -> None:
    kinds = [reading.block.kind for document in library.documents for reading in document.readings]
    assert "不可执行" in kinds
    assert "存疑" in kinds
