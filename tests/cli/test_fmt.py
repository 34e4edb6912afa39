"""``luodi fmt``: what it prints, what it writes, what it leaves alone, its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.cli.__main__ import main

POLICIES = Path(__file__).parents[2] / "policies"
TEXT = """\
---
文件: 试行办法
地区: 230100
---
一、给予贴息。

```事项
编号: x-1
名称: 贴息
对象: 贷款
条件: [{引文: 一、, 式: 规模属于小型}]
待遇: {类别: 资格, 引文: 给予贴息}
```
"""
NORMAL = TEXT.replace("规模属于小型", "规模 属于 小型")


def run(*words: str) -> int:
    return main(["fmt", "--policies", str(POLICIES), *words])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.md"
    path.write_bytes(TEXT.encode())
    return path


def test_check_says_which_would_change_and_writes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--check", str(file)) == 1
    assert file.read_bytes() == TEXT.encode()
    assert capsys.readouterr().out == (
        f"{file}:11：规模属于小型\n  应写成：规模 属于 小型\n1 个文件要改写。\n"
    )


def test_it_writes_the_normal_form_once(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.chmod(0o640)
    assert run(str(file)) == 0
    assert file.read_bytes() == NORMAL.encode()
    assert "已写成：规模 属于 小型" in capsys.readouterr().out
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["x.md"]
    before = file.stat().st_mtime_ns
    assert run(str(file)) == 0
    assert run("--check", str(file)) == 0
    assert file.stat().st_mtime_ns == before
    assert capsys.readouterr().out == "都已是统一的写法。\n" * 2


def test_a_folder_means_every_file_below_it(file: Path) -> None:
    below = file.parent / "a" / "b"
    below.mkdir(parents=True)
    other = below / "y.md"
    other.write_text(TEXT, encoding="utf-8")
    assert run(str(file.parent)) == 0
    assert file.read_text(encoding="utf-8") == other.read_text(encoding="utf-8") == NORMAL


def test_without_paths_every_policy_of_the_folder_is_meant(tmp_path: Path) -> None:
    for item in POLICIES.iterdir():
        if not item.name.startswith(tuple("0123456789")):
            (tmp_path / item.name).symlink_to(item)
    (tmp_path / "230100-x").mkdir()
    path = tmp_path / "230100-x" / "x.md"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["fmt", "--policies", str(tmp_path)]) == 0
    assert path.read_text(encoding="utf-8") == NORMAL


def test_a_file_with_faults_stays_as_it_is(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = TEXT.replace("规模属于小型}", "规模属于小型}, {引文: 一、, 式: 没有这个}")
    file.write_text(broken, encoding="utf-8")
    good = file.with_name("y.md")
    good.write_text(TEXT, encoding="utf-8")
    assert run(str(file), str(good)) == 1
    assert file.read_text(encoding="utf-8") == broken
    assert good.read_text(encoding="utf-8") == NORMAL
    told = capsys.readouterr()
    assert "没有“没有这个”这个名称" in told.err
    assert "有 1 个文件有错，没有动" in told.out


@pytest.mark.parametrize(
    ("lead", "end"), [(b"", b"\r\n"), (b"\xef\xbb\xbf", b"\n"), (b"\xef\xbb\xbf", b"\r\n")]
)
def test_line_ends_and_byte_order_mark_stay(file: Path, lead: bytes, end: bytes) -> None:
    file.write_bytes(lead + TEXT.encode().replace(b"\n", end))
    assert run(str(file)) == 0
    assert file.read_bytes() == lead + NORMAL.encode().replace(b"\n", end)


def test_mixed_line_ends_are_told_and_left(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mixed = TEXT.encode().replace(b"\n", b"\r\n", 3)
    file.write_bytes(mixed)
    assert run(str(file)) == 1
    assert file.read_bytes() == mixed
    assert "换行" in capsys.readouterr().err


def test_a_missing_path_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "z.md")) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "没有这个文件或文件夹" in told.err
