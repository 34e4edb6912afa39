"""One server a folder: the second start finds the first."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from luodi.config import launch
from luodi.config.postgres import DatabaseError


def test_only_one_server_holds_the_folder(tmp_path: Path) -> None:
    with launch.ServerLock(tmp_path / "var") as first, launch.ServerLock(tmp_path / "var") as second:
        assert first.taken()
        assert not second.taken()
        assert second.noted() is None
        first.note(launch.Address(launch.LOOPBACK, 1))
        assert second.noted() == launch.Address("127.0.0.1", 1)
        assert launch.running_elsewhere(second, patience=0.2) is None


def test_a_broken_note_is_no_address(tmp_path: Path) -> None:
    with launch.ServerLock(tmp_path) as lock:
        (tmp_path / "serve.json").write_text('{"host": 1', encoding="ascii")
        assert lock.noted() is None


def test_a_taken_port_is_not_handed_out() -> None:
    with socket.socket() as other:
        other.bind((launch.LOOPBACK, 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(DatabaseError, match=str(taken)):
            launch.free_port(wanted=taken)
    assert launch.free_port() > 0
