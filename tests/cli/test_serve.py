"""`luodi serve` tells where the server is."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.cli import serve
from luodi.config import launch, place


def test_a_second_start_prints_the_address_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(place, "VAR", tmp_path)
    monkeypatch.setattr(launch.Address, "answers", lambda _self: True)
    with launch.ServerLock(tmp_path) as first:
        assert first.taken()
        first.note(launch.Address("127.0.0.1", 8765))
        assert serve.serve([]) == 0
    assert "http://127.0.0.1:8765/" in capsys.readouterr().out


def test_a_wrong_call_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        serve.serve(["--port", "eight"])
    assert ended.value.code == serve.WRONG_CALL
