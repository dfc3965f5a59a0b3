"""Where the register of statutes lies: beside the package in the wheel, or at the root of the source tree."""

from functools import cache
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent.parent


class NoLaws(FileNotFoundError):
    """找不到法律登记册（laws 文件夹），安装可能不完整。"""

    def __init__(self, tried: list[Path]) -> None:
        super().__init__(f"{self.__doc__}找过：{'、'.join(str(path) for path in tried)}")


@cache
def laws_folder() -> Path:
    """The folder with one YAML file a statute; raises `NoLaws` where there is none."""
    tried = [_PACKAGE / "_laws", _PACKAGE.parent.parent / "laws"]
    for path in tried:
        if path.is_dir():
            return path
    raise NoLaws(tried)
