"""The embedded database starts once, is shared, survives a crash, and says what to do when it cannot run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from luodi.config import postgres
from luodi.config.postgres import DatabaseError, Embedded, Identity

HOLD = """
import sys, time
from pathlib import Path
from luodi.config.postgres import Embedded
use = Embedded(Path(sys.argv[1])).use()
print("up", flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A deep folder: its path is longer than a socket's may be."""
    top = Path(tempfile.mkdtemp(prefix="luodi-test-"))
    deep = top / ("深" * 30) / ("x" * 90)
    deep.mkdir(parents=True)
    yield deep
    Embedded(deep).stop()
    shutil.rmtree(top)
    shutil.rmtree(Embedded(deep).run, ignore_errors=True)


def ask(server: Embedded, question: str = "SELECT 1") -> object:
    with psycopg.connect(host=str(server.run), user=postgres.SUPERUSER, dbname="postgres") as link:
        row = link.execute(question.encode()).fetchone()
        return row[0] if row else None


def test_it_starts_is_shared_and_stops_with_its_last_user(folder: Path) -> None:
    server = Embedded(folder)
    first, second = server.use(), Embedded(folder).use()
    assert ask(server) == 1
    first.close()
    first.close()
    assert ask(server) == 1
    second.close()
    assert not server.alive()


def test_it_reads_chinese(folder: Path) -> None:
    server = Embedded(folder)
    use = server.use()
    assert ask(server, "SHOW server_encoding") == "UTF8"
    assert ask(server, "SELECT length('落地')") == 2
    assert (
        ask(server, "SELECT count(*) FROM pg_available_extensions WHERE name IN ('pg_trgm', 'btree_gist')")
        == 2
    )
    use.close()


def test_many_starters_at_once_start_one_server(folder: Path) -> None:
    server, uses = Embedded(folder), []
    starters = [threading.Thread(target=lambda: uses.append(Embedded(folder).use())) for _ in range(4)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert len(uses) == 4
    assert ask(server) == 1
    for use in uses:
        use.close()
    assert not server.alive()


def test_a_killed_user_leaves_a_server_that_the_next_one_takes_over(folder: Path) -> None:
    server = Embedded(folder)
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "up\n"
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert ask(server) == 1
    server.use().close()
    assert not server.alive()


def test_what_was_committed_survives_a_killed_server(folder: Path) -> None:
    server = Embedded(folder)
    use = server.use()
    with psycopg.connect(host=str(server.run), user=postgres.SUPERUSER, dbname="postgres") as link:
        link.execute("CREATE TABLE kept AS SELECT 7 AS number")
    lock = next(folder.glob("data-*")) / "postmaster.pid"
    pid = postgres.server_pid(lock)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while server.alive():
        time.sleep(0.01)
    again = server.use()
    assert ask(server, "SELECT number FROM kept") == 7
    again.close()
    use.close()


def test_a_recycled_process_number_is_not_taken_for_a_server(tmp_path: Path) -> None:
    lock = tmp_path / "postmaster.pid"
    assert postgres.server_pid(lock) is None
    lock.write_text(f"{os.getpid()}\n", encoding="ascii")
    assert postgres.server_pid(lock) is None
    lock.write_text("no number\n", encoding="ascii")
    assert postgres.server_pid(lock) is None


def test_binaries_that_do_not_run_are_passed_over(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "postgres").write_text("not a program", encoding="ascii")
    (broken / "postgres").chmod(0o755)
    good, version = postgres.find_binaries()
    assert postgres.find_binaries([broken, tmp_path / "missing", good]) == (good, version)
    with pytest.raises(DatabaseError, match="DATABASE_URL"):
        postgres.find_binaries([broken])


def test_where_nothing_is_allowed_the_reader_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(postgres, "namespace_allowed", lambda: False)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(DatabaseError, match="用户命名空间") as told:
        Embedded(closed)._identity(Path("/usr/bin"))
    assert "DATABASE_URL=postgresql://" in str(told.value)
    monkeypatch.setattr(postgres, "open_to_nobody", lambda _folder: True)
    assert Embedded(closed)._identity(Path("/usr/bin")) is Identity.NOBODY


def test_settings_of_another_database_do_not_leak_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGDATA", "/elsewhere")
    assert "PGDATA" not in postgres.plain_environment()
