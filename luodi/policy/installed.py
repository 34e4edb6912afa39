"""A pack from a folder, compiled once and kept by hash."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterator
from pathlib import Path

from luodi.kernel.division import Divisions
from luodi.kernel.errors import BadInput, BadPack, Problem
from luodi.kernel.workdays import Calendar
from luodi.policy.pack import Pack
from luodi.policy.session import Session

_CONTENT = (".md", ".yaml", ".csv")


def content_files(root: Path) -> Iterator[Path]:
    """Every file of a ``policies`` folder that says something, in a fixed order."""
    return (path for path in sorted(root.rglob("*")) if path.suffix in _CONTENT and path.is_file())


def no_folder(root: Path) -> Problem:
    """The fault of a ``policies`` folder that is not there."""
    return Problem(
        str(root), 0, 0, "unreadable", "没有这个政策文件夹", "有 vocabulary 等的文件夹", "检查 --policies"
    )


def content_hash(root: Path) -> str:
    """sha256 over the names and bytes of the content files."""
    digest = hashlib.sha256()
    for path in content_files(root):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(root)}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _code_hash() -> str:
    digest = hashlib.sha256()
    package = Path(__file__).parent.parent
    for room in ("kernel", "documents", "policy"):
        for path in sorted((package / room).rglob("*")):
            if path.suffix in (".py", ".lark"):
                stat = path.stat()
                digest.update(f"{path.relative_to(package)}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def cache_folder() -> Path:
    """Where compiled packs lie: ``LUODI_CACHE``, else the user's cache folder."""
    given = os.environ.get("LUODI_CACHE") or os.environ.get("XDG_CACHE_HOME")
    base = Path(given) if given else Path.home() / ".cache"
    return base if os.environ.get("LUODI_CACHE") else base / "luodi"


def load_pack(root: Path) -> Pack:
    """The pack of a folder: from the cache where nothing changed, else read and kept.

    BadPack, with every fault found, where anything in the folder is wrong: a pack is whole or not at all.
    BadInput where there is no such folder.
    """
    if not root.is_dir():
        raise BadInput([no_folder(root)])
    sha = content_hash(root)
    kept = cache_folder() / f"{hashlib.sha256((sha + _code_hash()).encode()).hexdigest()}.pack"
    pack = _kept(kept)
    if pack is not None:
        return pack
    # Reading and checking load the grammar, which a pack from the cache has no use for.
    from luodi.policy.check import check_library
    from luodi.policy.reading import read_library

    try:
        library = read_library(root)
    except BadInput as error:
        raise BadPack(error.problems) from None
    problems = {*library.problems, *check_library(library)}
    if problems:
        raise BadPack(sorted(problems))
    pack = library.pack(sha256=sha)
    _keep(pack, kept)
    return pack


def _kept(path: Path) -> Pack | None:
    """A pack is only taken from a file that this user wrote: unpickling runs code."""
    try:
        stat = path.stat()
        if stat.st_uid != os.getuid() or stat.st_mode & 0o022:
            return None
        with path.open("rb") as file:
            read = pickle.load(file)  # noqa: S301 - our own file, checked above
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError):
        return None
    return read if isinstance(read, Pack) else None


def _keep(pack: Pack, path: Path) -> None:
    """Written beside and moved into place; a cache that cannot be written is no fault."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            pickle.dump(pack, file, protocol=pickle.HIGHEST_PROTOCOL)
        beside.replace(path)
    except OSError:
        return


def open_session(root: Path) -> Session:
    """A session over the pack of a folder."""
    return Session(
        load_pack(root),
        calendar=Calendar.load(root / "calendars"),
        divisions=Divisions.load(root / "divisions.csv"),
    )
