"""The ground a measurement stands on: a data folder of its own and secrets that protect nothing.

Which tables are made and what is measured is each measurement's own.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path


def environment(folder: Path) -> None:
    """Settings for this process and those it starts; the database is a private one in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    key = base64.b64encode(bytes(range(32))).decode()
    os.environ.update(
        YIFA_DATA=str(folder), YIFA_SECRET_KEY="b" * 40, YIFA_DATA_KEY=f"b1:{key}", YIFA_SEAL_KEY=key,
        YIFA_DATABASE_URL="", DJANGO_SETTINGS_MODULE="yifa.config.settings",
    )  # fmt: skip
