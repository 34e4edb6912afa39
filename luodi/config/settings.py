"""The one settings module. Everything that differs between machines comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from luodi.config import place

BASE_DIR: Path = place.REPOSITORY


def listed(name: str, default: str) -> list[str]:
    """A comma-separated variable of the environment."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


HTTPS = os.environ.get("LUODI_HTTPS") == "1"
DEBUG = os.environ.get("LUODI_DEBUG") == "1"
SECRET_KEY = place.secret_key()
ALLOWED_HOSTS = listed("LUODI_HOSTS", "127.0.0.1,localhost,[::1]")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A document with its rules and examples is a megabyte of text and a tenth of that on the line.
    # Secrets in pages stay safe: Django masks CSRF tokens anew each time and pads what it compresses.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "luodi.config.urls"
WSGI_APPLICATION = "luodi.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "luodi" / "web" / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

DATABASES = {"default": place.database(url=os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

POLICIES = Path(os.environ.get("LUODI_POLICIES", BASE_DIR / "policies"))

# Chinese sentences are the msgids: Chinese needs no catalogue.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "luodi" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "luodi" / "web" / "static"]
WHITENOISE_USE_FINDERS = True  # straight from the source tree: no collecting step to forget
WHITENOISE_AUTOREFRESH = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # a mistyped address is no event
}
