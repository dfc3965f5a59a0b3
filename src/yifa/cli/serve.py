"""`yifa serve`: answers pages and API by granian until it is stopped."""

from __future__ import annotations

import argparse

from yifa.cli import start

EXAMPLES = """
  yifa serve                        # http://127.0.0.1:8000
  yifa serve --port 9000 --workers 4 --address 0.0.0.0
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen and with how many processes."""
    parser.add_argument("--address", default="127.0.0.1", help="监听地址（默认 127.0.0.1）")
    parser.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
    parser.add_argument("--workers", type=int, default=1, help="进程数（默认 1）")


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    with start.office():
        listen(arguments.address, arguments.port, arguments.workers)
    return 0


def listen(address: str, port: int, workers: int) -> None:
    """Run granian in the foreground; returns when it was told to stop."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "yifa.config.wsgi:application", address=address, port=port, interface=Interfaces.WSGI, workers=workers,
        blocking_threads=4, log_level=LogLevels.warning, respawn_failed_workers=True,
    ).serve()
