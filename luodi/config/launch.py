"""From an installed folder to a page that answers: database, migrations, web server, one after the other."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import IO, Self

from luodi.config import place
from luodi.config.postgres import OLDEST, DatabaseError, Embedded

LOOPBACK = "127.0.0.1"
FAVOURITE_PORT = 8000
ANSWER_LIMIT = 60.0
STOP_LIMIT = 5
PR_SET_PDEATHSIG = 1
NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server of this folder listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """What the reader types into the browser."""
        return f"http://{self.host}:{self.port}/"

    def answers(self) -> bool:
        """Whether the house behind this address is well."""
        try:
            with NO_PROXY.open(f"{self.url}healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError, ValueError):
            return False


class ServerLock:
    """Held by the one server of this folder for as long as it lives; says where it listens."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._note = folder / "serve.json"
        self._file: IO[str] = (folder / "serve.lock").open("a")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def taken(self) -> bool:
        """Takes the lock; False when another server holds it."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self._note.unlink(missing_ok=True)
        return True

    def note(self, address: Address) -> None:
        """Writes down where the server listens."""
        draft = self._note.with_suffix(".new")
        draft.write_text(json.dumps(asdict(address)), encoding="utf-8")
        draft.rename(self._note)

    def noted(self) -> Address | None:
        """Where the server that holds the lock listens, once it knows."""
        try:
            return Address(**json.loads(self._note.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None


def running_elsewhere(lock: ServerLock, *, patience: float = ANSWER_LIMIT) -> Address | None:
    """The address of the server that already runs from this folder; waits for one that is just starting."""
    limit = time.monotonic() + patience
    while time.monotonic() < limit:
        address = lock.noted()
        if address is not None and address.answers():
            return address
        time.sleep(0.1)
    return None


def free_port(*, wanted: int | None = None) -> int:
    """The wanted port, or 8000 where it is free, or any free one."""
    for port in (wanted,) if wanted else (FAVOURITE_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise DatabaseError(f"端口 {wanted} 已被占用。改法：换一个端口，或不写 --port 由程序自己选。")


@contextlib.contextmanager
def database() -> Iterator[None]:
    """The database of this folder runs inside the block; ``DATABASE_URL`` is used as it is."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    use = Embedded(place.POSTGRES).use()
    try:
        yield
    finally:
        use.close()


def create_database() -> None:
    """The embedded server's database, where it does not exist yet."""
    import psycopg
    from psycopg import sql

    at = place.database(url="")
    with psycopg.connect(
        host=str(at["HOST"]), port=str(at["PORT"]), user=str(at["USER"]), dbname="postgres", autocommit=True
    ) as link:
        known = link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [place.DATABASE]).fetchone()
        if known is None:
            link.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(place.DATABASE)))


def migrate() -> None:
    """Brings the tables up to date; says in Chinese when the database cannot be reached or is too old."""
    if not os.environ.get("DATABASE_URL"):
        create_database()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi.config.settings")
    import django
    from django.core.management import call_command
    from django.db import OperationalError, connection

    django.setup()
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise DatabaseError(
            f"连不上数据库：{str(error).strip()}\n  改法：检查 DATABASE_URL 里的主机、端口、用户和口令。"
        ) from error
    version = connection.get_database_version()
    if version < (OLDEST,):
        raise DatabaseError(f"数据库是 PostgreSQL {version[0]}，需要 {OLDEST} 或更新的版本。")
    call_command("migrate", interactive=False, verbosity=0)
    connection.close()


def end_with_parent() -> None:
    """In the child: ends when the parent is gone, however it went (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start_server(address: Address) -> subprocess.Popen[bytes]:
    """Granian with the application of this folder, as a child process."""
    threads = str(max(2, min(8, os.cpu_count() or 2)))
    where = ["--host", address.host, "--port", str(address.port)]
    how = ["--workers", "1", "--blocking-threads", threads, "--log-level", "warning", "--no-ws"]
    how += ["--workers-kill-timeout", str(STOP_LIMIT)]
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            *where,
            *how,
            "luodi.config.wsgi:application",
        ],
        cwd=place.REPOSITORY,
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches the parent alone, which then ends the server once
        preexec_fn=end_with_parent,
    )


def stay(server: subprocess.Popen[bytes], address: Address) -> int:
    """Prints the address once it answers and stays until the server ends or is told to end."""

    def pass_on(_number: int, _frame: FrameType | None) -> None:
        server.terminate()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, pass_on)
    limit = time.monotonic() + ANSWER_LIMIT
    while server.poll() is None and not address.answers():
        if time.monotonic() > limit:
            server.kill()
            server.wait()
            print("✗ 网页服务没有应答，已停止。原因见上面的输出。", file=sys.stderr, flush=True)
            return 1
        time.sleep(0.05)
    if server.poll() is None:
        print(f"落地已启动：{address.url}\n按 Ctrl-C 停止。", flush=True)
    code = server.wait()
    ended_on_purpose = code in {0, -signal.SIGTERM, -signal.SIGINT}
    print("已停止。" if ended_on_purpose else f"✗ 网页服务意外结束（退出码 {code}）。", flush=True)
    return 0 if ended_on_purpose else 1
