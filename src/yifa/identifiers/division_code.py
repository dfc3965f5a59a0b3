"""The form of a division code (行政区划代码, GB/T 2260): six digits and the level they tell.

Whether a division exists, or existed on a day, is dated data and belongs to the records, not here.
"""

from dataclasses import dataclass
from typing import Literal

from yifa.identifiers.fault import BadIdentifier, clean, require_characters, require_length

DIGITS = "0123456789"
Level = Literal["national", "province", "prefecture", "county"]


@dataclass(frozen=True, slots=True)
class DivisionCode:
    """A division code taken apart."""

    text: str
    level: Level
    """`xx0000` province, `xxxx00` prefecture, else county; 100000 stands for the whole country."""

    @property
    def parent(self) -> str | None:
        """The code of the division above by form; None for a province and for the country."""
        if self.level == "county":
            return self.text[:4] + "00"
        return self.text[:2] + "0000" if self.level == "prefecture" else None


def parse_division_code(text: str) -> DivisionCode:
    """Take a six-digit division code apart. Raises `BadIdentifier` for any other form."""
    code = clean(text)
    require_length(code, 6, "division_code", "行政区划代码")
    require_characters(code, DIGITS, "division_code", "行政区划代码")
    if code[0] in "09" or (code[2:4] == "00" and code[4:] != "00"):
        raise BadIdentifier(
            "division_code.form",
            f"行政区划代码“{code}”不合GB/T 2260的编法（省2位、市2位、县2位）；请核对所选地区。",
        )
    return DivisionCode(code, level_of(code))


def level_of(code: str) -> Level:
    """The level that six digits tell."""
    if code == "100000":
        return "national"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"
