"""What can go wrong at the door besides a lawful refusal, each with a Chinese sentence that says what to do next.

`Refused` itself belongs to the engine; anything not named here is a bug and rises.
"""

from __future__ import annotations

from collections.abc import Sequence

from yifa.procedure import Event


class NoSuchCase(LookupError):
    """没有这一案件，或者它不在您的管辖范围内。"""

    def __init__(self, reference: int | str = "") -> None:
        super().__init__(self.__doc__)
        self.reference = reference


class Forbidden(PermissionError):
    """您在办理这一案件的机关没有岗位，不能办理。"""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.__doc__)


class Changed(RuntimeError):
    """在您查看之后，别人已经办理了这一案件；请先看看有什么变化，再决定是否继续。"""

    def __init__(self, events: Sequence[Event]) -> None:
        super().__init__(self.__doc__)
        self.events = tuple(events)


class KeyReused(ValueError):
    """同一个幂等键已经用于另一项请求；请换用新的幂等键。"""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class TooBusy(RuntimeError):
    """这一案件正被多人同时办理，您的操作没有记录；请稍后重试。"""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class NoScope(RuntimeError):
    """A person without an organ acts outside `scope`; the caller must say whose rows may be seen."""
