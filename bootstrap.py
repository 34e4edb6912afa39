"""Sets the house up with the standard library alone: `make run` and `make test` both begin here.

Written for any Python 3.7+, so that an older one is told kindly which one is needed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "luodi-stamp.json"
OLDEST = (3, 11)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def say(text: str) -> None:
    """One line for the reader, at once."""
    print(text, flush=True)


def fail(text: str) -> NoReturn:
    """Ends with exit code 2 and a sentence that says how to go on."""
    print("✗ " + text, file=sys.stderr, flush=True)
    raise SystemExit(2)


def newer_python() -> str | None:
    """The path of a Python that is new enough, if PATH has one."""
    return next(filter(None, (shutil.which(f"python3.{minor}") for minor in range(11, 16))), None)


def use_a_new_python() -> None:
    """Goes on under Python 3.11 or newer, or says what to install."""
    if tuple(sys.version_info[:2]) >= OLDEST:
        return
    found = newer_python()
    if found is None:
        fail(
            "需要 Python 3.11 或更新的版本，现在是 {}.{}。\n"
            "  请先安装（Debian、Ubuntu：apt install python3.11 python3-pip），"
            "再执行 make run PYTHON=python3.11".format(*sys.version_info[:2])
        )
    os.execv(str(found), [str(found), *sys.argv])


def run(*command: object) -> int:
    """The exit code of a command whose output the reader sees."""
    return subprocess.call([str(word) for word in command], cwd=str(ROOT))


def quiet(*command: object) -> subprocess.CompletedProcess[str]:
    """A command whose output is only looked at when it fails."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=str(ROOT),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        check=False,
    )


# ---- the virtual environment -------------------------------------------------------------------


def fingerprint(lists: list[str]) -> dict[str, str]:
    """What an installed `.venv` is valid for: this Python, this folder, these locks."""
    marks = {"python": sys.version, "folder": str(ROOT)}
    for name in lists:
        content = (ROOT / "requirements" / f"{name}.lock").read_bytes()
        marks[name] = hashlib.sha256(content).hexdigest()
    return marks


def stamped() -> dict[str, str]:
    """The fingerprint of what was installed last; empty when nothing whole is there."""
    try:
        marks = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return marks if isinstance(marks, dict) and PYTHON.exists() else {}


def make_venv() -> None:
    """An empty `.venv`; pip stays outside where the outer one can reach in."""
    shutil.rmtree(VENV, ignore_errors=True)
    made = quiet(sys.executable, "-m", "venv", "--without-pip", VENV)
    if made.returncode:
        fail(
            f"建不了虚拟环境 .venv：\n{made.stdout}\n  Debian、Ubuntu 请先执行 apt install python3-venv python3-pip。"
        )


def installers() -> list[list[str]]:
    """The ways to install into `.venv`, the best first."""
    ways = []
    if shutil.which("uv"):
        ways.append(["uv", "pip", "install", "--quiet", "--python", str(PYTHON)])
    pip_options = ["--quiet", "--disable-pip-version-check", "--no-input"]
    outer = quiet(sys.executable, "-m", "pip", "--version")
    words = outer.stdout.split()
    if outer.returncode == 0 and len(words) > 1 and int(words[1].split(".")[0]) >= 23:
        reach_in = ["--python", str(PYTHON), "install", "--no-warn-script-location"]
        ways.append([sys.executable, "-m", "pip", *reach_in, *pip_options])
    else:
        ways.append([str(PYTHON), "-m", "pip", "install", *pip_options])
    return ways


def install(lists: list[str]) -> None:
    """Installs the locked lists, each file checked against its hash."""
    wanted: list[str] = []
    for name in lists:
        wanted += ["-r", f"requirements/{name}.lock"]
    done = None
    for way in installers():
        if way[0] == str(PYTHON):
            quiet(PYTHON, "-m", "ensurepip", "--upgrade")
        done = quiet(*way, "--require-hashes", *wanted)
        if done.returncode == 0:
            return
    output = done.stdout if done else ""
    fail(
        f"依赖没有装上。最后的输出：\n{output[-3000:]}\n"
        "  没有网络：请接通网络，或用 PIP_INDEX_URL 指向能访问的镜像后重试；已下载的不会丢。\n"
        "  提示 hash 不符：下载的文件与锁定的不同，请换一个镜像。\n"
        "  提示没有 pip：请先安装 python3-pip。"
    )


def write_command() -> None:
    """`.venv/bin/luodi`, and the path file that lets `.venv` see this folder."""
    site = next((VENV / "lib").glob("python3.*/site-packages"))
    (site / "luodi.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    command = VENV / "bin" / "luodi"
    # A shebang line is cut off after 127 characters on older kernels: sh hands over to Python.
    command.write_text(
        "#!/bin/sh\n"
        f"'''exec' {shlex.quote(str(PYTHON))} \"$0\" \"$@\"\n"
        "' '''\n"
        "import sys\n\n"
        "from luodi.cli.__main__ import main\n\n"
        'if __name__ == "__main__":\n'
        "    sys.exit(main())\n",
        encoding="utf-8",
    )
    command.chmod(0o755)


def prepare(lists: list[str]) -> None:
    """A `.venv` that holds exactly the locked lists; instant when it already does."""
    wanted = fingerprint(lists)
    if wanted.items() <= stamped().items():
        return
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "bootstrap.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two calls at once: the second one waits, then finds it done
        have = stamped()
        if wanted.items() <= have.items():
            return
        began = time.monotonic()
        say("正在安装依赖（第一次约需半分钟，以后不再需要）…")
        if any(have.get(key) != wanted[key] for key in ("python", "folder")):
            make_venv()
            have = {}
        STAMP.unlink(missing_ok=True)
        install(lists)
        write_command()
        STAMP.write_text(json.dumps({**have, **wanted}, ensure_ascii=False, indent=1), encoding="utf-8")
        say(f"依赖已装好，用时 {time.monotonic() - began:.0f} 秒。")


# ---- what only the tests need ------------------------------------------------------------------


def browser() -> str | None:
    """The path of a Chromium, if there is one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def chinese_font() -> bool:
    """Whether some installed font has Chinese glyphs."""
    if shutil.which("fc-list"):
        return bool(quiet("fc-list", ":lang=zh-cn", "file").stdout.strip())
    return any(Path("/usr/share/fonts").rglob("*CJK*"))


def prepare_browser() -> None:
    """On Debian as root: Chromium and a Chinese font, when missing. Elsewhere: what is there."""
    missing = [] if browser() else ["chromium"]
    missing += [] if chinese_font() else ["fonts-noto-cjk"]
    if not missing:
        return
    if Path("/etc/debian_version").exists() and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"正在用 apt-get 安装测试要用的 {'、'.join(missing)} …")
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        order = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
        done = quiet(*order)
        if done.returncode:
            quiet("apt-get", "update", "-qq")
            done = quiet(*order)
        if done.returncode == 0:
            return
        say(done.stdout[-1500:])
    rule = "！" * 40
    say(
        f"{rule}\n！ 缺少 {'、'.join(missing)}：没有浏览器时跳过页面测试，没有中文字体时截图看不到字。\n{rule}"
    )


# ---- the two commands --------------------------------------------------------------------------


def steps() -> list[tuple[str, list[str]]]:
    """What `make test` does, in order; the first failure ends it."""
    tool = [str(PYTHON), "-m"]
    lint_imports = "from importlinter.cli import lint_imports_command as check; check()"
    return [
        ("代码检查 ruff check", [*tool, "ruff", "check", "."]),
        ("代码格式 ruff format", [*tool, "ruff", "format", "--check", "."]),
        ("类型 mypy", [*tool, "mypy"]),
        ("房间之间的墙 import-linter", [str(PYTHON), "-c", lint_imports]),
        ("测试 pytest", [*tool, "pytest"]),
    ]


def command_run() -> NoReturn:
    """Everything ready, then the server in the foreground."""
    prepare(["core"])
    command = str(VENV / "bin" / "luodi")
    os.execv(command, [command, "serve", *sys.argv[2:]])


def command_test() -> int:
    """All checks that CI makes."""
    prepare(["core", "test"])
    prepare_browser()
    for title, command in steps():
        say(f"── {title}")
        code = run(*command)
        if code:
            print(f"✗ {title} 没有通过（退出码 {code}）", file=sys.stderr, flush=True)
            return 1
    return 0


def main() -> int:
    """`bootstrap.py run`, `bootstrap.py test`, or `bootstrap.py venv` (install only)."""
    use_a_new_python()
    task = sys.argv[1] if len(sys.argv) > 1 else ""
    if task == "run":
        command_run()
    if task == "test":
        return command_test()
    if task == "venv":
        prepare(["core", "test"] if "test" in sys.argv[2:] else ["core"])
        return 0
    fail("用法：make run（装好并打开）或 make test（全部检查）")


if __name__ == "__main__":
    os.chdir(str(ROOT))
    sys.exit(main())
