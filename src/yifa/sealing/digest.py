"""SM3, the hash of every seal in Yifa (GB/T 32905-2016), from whichever library this machine has.

It is not a choice of algorithm: the log is SM3 for good, only the implementation behind it differs.
"""

import hashlib
from collections.abc import Callable

DIGEST_SIZE = 32
"""Bytes in an SM3 digest."""


def _from_openssl() -> Callable[[bytes], bytes] | None:
    try:
        blank = hashlib.new("sm3")
    except ValueError:  # a Python linked against a library built without the Chinese suites
        return None

    def sm3_openssl(data: bytes) -> bytes:
        # Copying a blank state skips the look-up by name, about a third of the cost of a short digest.
        state = blank.copy()
        state.update(data)
        return state.digest()

    return sm3_openssl


def _from_cryptography() -> Callable[[bytes], bytes]:
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - loaded only where hashlib lacks SM3

    def sm3_cryptography(data: bytes) -> bytes:
        state = hashes.Hash(hashes.SM3())
        state.update(data)
        return state.finalize()

    return sm3_cryptography


sm3: Callable[[bytes], bytes] = _from_openssl() or _from_cryptography()
"""The 32-byte SM3 digest of the bytes given."""
