"""The office of the desk's tests, committed, with a folder of its own for files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.pages.desk.office import Office


@pytest.fixture
def office(transactional_db: None, settings: Any, tmp_path: Path) -> Office:
    """A bureau with people and a matter."""
    from tests.pages.desk.office import Office

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, for tests alone
    settings.UPLOAD_FOLDER = tmp_path / "files"
    settings.REPORT_FOLDER = tmp_path / "reports"
    return Office.make()
