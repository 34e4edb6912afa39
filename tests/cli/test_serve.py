"""`luodi serve`: from nothing to a page that answers, once a folder, and back to nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from luodi.cli import serve
from luodi.config import launch, place
from luodi.config.postgres import Embedded

SERVE = [sys.executable, "-c", "import sys; from luodi.cli.serve import serve; sys.exit(serve([]))"]
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def test_a_house_opens_is_found_again_and_closes(tmp_path: Path) -> None:
    """Ctrl-C goes to the whole process group, as a terminal sends it."""
    surroundings = {
        key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "SECRET_KEY"}
    }
    surroundings["LUODI_VAR"] = str(tmp_path / "var")
    with subprocess.Popen(
        SERVE,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as first:
        assert first.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", first.stdout.readline())
        assert found
        with DIRECT.open(found.group() + "healthz", timeout=10) as answer:
            assert answer.status == 200
        second = subprocess.run(
            SERVE, env=surroundings, capture_output=True, text=True, check=False, timeout=30
        )
        assert second.returncode == 0
        assert found.group() in second.stdout
        os.killpg(first.pid, signal.SIGINT)
        assert first.wait(timeout=20) == 0
    assert not Embedded(tmp_path / "var" / "postgres").alive()


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
