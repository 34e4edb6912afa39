"""`luodi serve`: the whole house in the foreground, from the database to a page that answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from luodi.cli.chinese import Parser
from luodi.config import launch, place
from luodi.kernel.errors import LuodiError

WRONG_CALL = 2


def serve(argv: list[str]) -> int:
    """Serves until told to stop: 0 stopped or already running, 1 could not serve, 2 wrong call."""
    parser = Parser(prog="luodi serve", description="启动数据库和网页，直到按 Ctrl-C。")
    parser.add_argument(
        "--port", type=int, default=None, metavar="端口", help="不写时用 8000，被占用时另选一个"
    )
    options = parser.parse_args(argv)
    with launch.ServerLock(place.VAR) as lock:
        if not lock.taken():
            return already_running(lock)
        try:
            return from_database_to_page(lock, port=options.port)
        except LuodiError as error:
            print(f"✗ {error}", file=sys.stderr, flush=True)
            return 1
        except KeyboardInterrupt:
            print("已停止。", flush=True)
            return 0


def from_database_to_page(lock: launch.ServerLock, *, port: int | None) -> int:
    """Starts everything in its order and stays until it is told to stop."""
    address = launch.Address(launch.LOOPBACK, launch.free_port(wanted=port))
    with launch.database():
        launch.migrate()
        check_policies()
        server = launch.start_server(address)
        lock.note(address)
        return launch.stay(server, address)


def already_running(lock: launch.ServerLock) -> int:
    """Says where the server of this folder is to be found."""
    address = launch.running_elsewhere(lock)
    if address is None:
        print(
            "✗ 本文件夹的服务正在运行，但没有应答。请先停止它，再执行 make run。", file=sys.stderr, flush=True
        )
        return 1
    print(
        f"落地已在运行：{address.url}\n要用新的代码，请先在原窗口按 Ctrl-C 停止，再执行 make run。",
        flush=True,
    )
    return 0


def check_policies() -> None:
    """Checks and compiles the policy files; faults are shown, and the rest of the house is served all the same."""
    command = Path(sys.executable).with_name("luodi")
    checked = subprocess.run([str(command), "check"], capture_output=True, text=True, check=False)
    if checked.returncode:
        print(checked.stdout + checked.stderr, file=sys.stderr, flush=True)
        print("！ 政策文件有错（见上），有错的文件在改好之前不会显示。", file=sys.stderr, flush=True)
