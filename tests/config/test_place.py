"""Addresses and secrets come from the environment, or are made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.config import place
from luodi.config.postgres import DatabaseError


def test_an_address_is_taken_apart() -> None:
    found = place.database(url="postgres://user:p%40ss@db.example:5433/lu%20odi?sslmode=require")
    assert found["NAME"] == "lu odi"
    assert (found["USER"], found["PASSWORD"]) == ("user", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_an_address_may_name_a_socket() -> None:
    assert place.database(url="postgresql:///luodi?host=/run/postgresql")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host/", "postgresql://host:x/b", "nonsense"])
def test_a_wrong_address_is_refused_with_the_right_form(url: str) -> None:
    with pytest.raises(DatabaseError, match="postgresql://用户:口令@主机:5432/库名"):
        place.database(url=url)


def test_the_secret_key_is_made_once_and_kept_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "VAR", tmp_path / "var")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    key = place.secret_key()
    assert len(key) > 50
    assert place.secret_key() == key
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("SECRET_KEY", "given")
    assert place.secret_key() == "given"
