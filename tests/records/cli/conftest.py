"""A bureau, and a way to run commands and read what they print."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.records.casework.bureau import Bureau


@dataclass
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> Any:
        """The JSON it printed."""
        return json.loads(self.out)


@pytest.fixture
def yifa(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `yifa` with these words."""
    from yifa.cli.main import main

    def ran(*words: str) -> Ran:
        capsys.readouterr()
        status = main(words)
        return Ran(status, *capsys.readouterr())

    return ran


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    """An approval bureau in 420704."""
    from tests.records.casework.bureau import Bureau

    return Bureau.make()
