"""Where the packs lie: the `packs` folder of the repository, or its copy inside an installed wheel.

Nothing is read here; `library` loads what lies in the folder.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def packs_folder() -> Path:
    """The folder that holds one folder a procedure; raises FileNotFoundError where there is neither."""
    package = Path(__file__).resolve().parents[1]
    for candidate in (package.parents[1] / "packs", package / "_packs"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError("no packs folder: neither packs/ beside src/ nor yifa/_packs in the package")
