"""Where things lie: the repository, its `var/`, the secret key, the database's address."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from luodi.config.postgres import PORT, SUPERUSER, DatabaseError, socket_folder

REPOSITORY = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("LUODI_VAR") or REPOSITORY / "var").absolute()
POSTGRES = VAR / "postgres"
DATABASE = "luodi"
SCHEMES = {"postgres", "postgresql"}


def secret_key() -> str:
    """``SECRET_KEY`` of the environment, else the one in ``var/``, made there once and readable by its owner only."""
    given = os.environ.get("SECRET_KEY")
    if given:
        return given
    path = VAR / "secret-key"
    if not path.exists() or not path.read_text(encoding="ascii").strip():
        VAR.mkdir(parents=True, exist_ok=True)
        draft = VAR / f"secret-key.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        draft.rename(path)
    return path.read_text(encoding="ascii").strip()


def database(*, url: str) -> dict[str, object]:
    """Django's description of the database at ``url``; of the embedded one where it is empty."""
    engine = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    if not url:
        at = {"NAME": DATABASE, "USER": SUPERUSER, "HOST": str(socket_folder(POSTGRES)), "PORT": str(PORT)}
        return {**engine, **at}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise DatabaseError(
            f"DATABASE_URL 写错了：{error}。应为 postgresql://用户:口令@主机:5432/库名"
        ) from error
    options = dict(parse_qsl(parts.query))
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in SCHEMES or not name:
        raise DatabaseError("DATABASE_URL 应为 postgresql://用户:口令@主机:5432/库名；只支持 PostgreSQL。")
    return {
        **engine,
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
    }
