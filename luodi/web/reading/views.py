"""The reading pages: the list of documents, and one document with text and rules side by side."""

from __future__ import annotations

import functools

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from luodi.web.reading import source
from luodi.web.reading.model import DocumentView
from luodi.web.reading.rows import rows_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The list of documents with what each of them gives and asks."""
    return render(request, "reading/home.html", {"documents": source.document_views()})


@require_safe
def document(request: HttpRequest, division: str, slug: str) -> HttpResponse:
    """One document."""
    view = source.document_view(division, slug=slug)
    if view is None:
        raise Http404
    body = rendered(view, get_language() or "")
    return render(request, "reading/document.html", {"document": view, "body": body})


@functools.lru_cache(maxsize=32)
def rendered(view: DocumentView, _language: str) -> SafeString:
    """Contents and clauses of a document as HTML; the same for every reader, so made once."""
    return render_to_string("reading/body.html", {"rows": rows_of(view)})
