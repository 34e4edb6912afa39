"""Which address leads to which page."""

from __future__ import annotations

from django.urls import path

from luodi.web import health
from luodi.web.reading import views

urlpatterns = [
    path("", views.home, name="home"),
    path("documents/<str:division>/<str:slug>/", views.document, name="document"),
    path("healthz", health.healthz, name="healthz"),
]
