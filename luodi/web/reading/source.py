"""Where the reading pages take the documents from."""

from __future__ import annotations

from luodi.web.reading.model import DocumentView


def document_views() -> tuple[DocumentView, ...]:
    """Every document of ``policies/`` that has no fault, in the order in which the home page lists them."""
    return ()


def document_view(division: str, *, slug: str) -> DocumentView | None:
    """One document by the division's code and its slug."""
    known = (view for view in document_views() if (view.division, view.slug) == (division, slug))
    return next(known, None)
