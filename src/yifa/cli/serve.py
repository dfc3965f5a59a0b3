"""`yifa serve`: answers pages and API by granian until it is stopped."""

from __future__ import annotations

import argparse
import errno
import socket

from yifa.cli import start
from yifa.cli.plainly import NotDone
from yifa.cli.words import whole

EXAMPLES = """
  yifa serve                        # http://127.0.0.1:8000
  yifa serve --port 9000 --workers 4 --address 0.0.0.0
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen and with how many processes."""
    parser.add_argument("--address", default="127.0.0.1", help="监听地址（默认 127.0.0.1）")
    parser.add_argument("--port", type=whole(1, 65535), default=8000, help="端口（默认 8000）")
    parser.add_argument("--workers", type=whole(1, 64), default=1, help="进程数（默认 1）")


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    check_free(arguments.address, arguments.port)
    with start.office():
        listen(arguments.address, arguments.port, arguments.workers)
    return 0


def check_free(address: str, port: int) -> None:
    """Raise NotDone where the port is taken: the server itself would share it silently with whoever has it."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError as error:
            why = "已经有程序在用" if error.errno == errno.EADDRINUSE else "这个地址不能监听"
            another = f"请换一个端口，例如 --port {port % 65535 + 1}。"
            raise NotDone(f"{address}:{port} {why}（{error.strerror}）。{another}") from None


def listen(address: str, port: int, workers: int) -> None:
    """Run granian in the foreground; returns when it was told to stop."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "yifa.config.wsgi:application", address=address, port=port, interface=Interfaces.WSGI, workers=workers,
        blocking_threads=4, log_level=LogLevels.warning, respawn_failed_workers=True,
    ).serve()
