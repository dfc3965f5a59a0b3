"""Every story of every pack goes as it is told."""

from pathlib import Path

import pytest

from yifa.procedure import load, packs_folder, story

TRIAL = Path(__file__).parents[1] / "pure" / "procedure" / "packs"


def stories() -> list[Path]:
    return sorted((*packs_folder().glob("*/scenarios/*.yaml"), *TRIAL.glob("*/scenarios/*.yaml")))


@pytest.mark.parametrize("path", stories(), ids=lambda path: f"{path.parents[1].name}/{path.stem}")
def test_a_story_goes_as_it_is_told(path: Path) -> None:
    procedure = load(path.parents[1])

    result = story(procedure, path)

    assert result.passed, f"\n{result}"
