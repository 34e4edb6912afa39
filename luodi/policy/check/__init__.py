"""``luodi check``: the text equals the source, quotes and numbers stand in it, every 例 gives its result."""

from __future__ import annotations

from luodi.kernel.errors import Problem
from luodi.policy.check.examples import check_examples
from luodi.policy.check.front import check_front
from luodi.policy.check.quotes import check_numbers, check_quotes
from luodi.policy.check.text import check_text
from luodi.policy.reading import Library


def check_library(library: Library) -> list[Problem]:
    """Every fault beyond reading, document by document."""
    problems: list[Problem] = []
    for document in library.documents:
        if not document.file.source:
            continue
        if document.file.front:  # what could not be read at all was told when it was read
            problems += check_front(document)
            problems += check_text(document, root=library.root)
        problems += check_quotes(document)
        problems += check_numbers(document, language=library.language)
    return problems + check_examples(library)
