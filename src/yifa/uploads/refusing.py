"""Why a file is not taken, as Chinese sentences that say what, why and how to mend it.

Nothing is checked here; `storing` raises these.
"""

from __future__ import annotations


class UploadRefused(ValueError):
    """A file was not taken and nothing of it was kept; `sentence` is for the person who sent it.

    `code` is one of empty, size, kind, disguised, broken, macro, room.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class NoSuchFile(LookupError):
    """没有这一文件。"""

    def __init__(self, digest: str) -> None:
        super().__init__(self.__doc__)
        self.digest = digest


def human_size(size: int) -> str:
    """A size as people read it, whole MB or KB rounded up, so that what is too large never looks as if it fitted.

    >>> human_size(20 * 1024 * 1024 + 1)
    '21 MB'
    """
    kilo, mega = 1024, 1024 * 1024
    if size >= mega:
        return f"{-(-size // mega)} MB"
    return f"{max(1, -(-size // kilo))} KB"
