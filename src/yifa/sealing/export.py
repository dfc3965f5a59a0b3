"""The log as lines of JSON that anybody can check with `scripts/verify_ledger.py` and none of our code.

It only writes lines; the format is fixed in docs/reference/log-format.md, the rows are the caller's affair.
"""

from collections.abc import Iterable, Iterator

import orjson

from yifa.sealing.roots import Head, SealedRoot

FORMAT = "yifa-ledger/1"


def header_line(*, events: int, cases: int, roots: int, keys: Iterable[bytes]) -> bytes:
    """The first line: what the file holds, and the public keys (32 raw bytes each) of its roots."""
    return _line(
        {
            "format": FORMAT,
            "events": events,
            "cases": cases,
            "roots": roots,
            "keys": sorted(public.hex() for public in keys),
        }
    )


def event_line(case: str, seq: int, body: bytes, digest: bytes) -> bytes:
    """One event. The body is kept as text, byte for byte; where it is no longer text, as hex (`body_hex`)."""
    try:
        return _line({"case": case, "seq": seq, "body": body.decode(), "hash": digest.hex()})
    except UnicodeDecodeError:
        return _line({"case": case, "seq": seq, "body_hex": body.hex(), "hash": digest.hex()})


def head_line(head: Head, day: str | None = None) -> bytes:
    """With a day: a head sealed under that day's root. Without: where the case stands now."""
    sealed = {} if day is None else {"day": day}
    return _line({"case": head.case, "seq": head.seq, "head": head.hash.hex(), **sealed})


def root_line(root: SealedRoot) -> bytes:
    """One daily root: the five fields of its statement, and the signature."""
    return _line(
        {
            "day": root.day,
            "size": root.size,
            "root": root.root.hex(),
            "previous": root.previous,
            "key": root.key,
            "signature": root.signature.hex(),
        }
    )


def export_lines(
    events: Iterable[tuple[str, int, bytes, bytes]],
    standing: Iterable[Head],
    sealed: Iterable[tuple[SealedRoot, Iterable[Head]]],
    *,
    counts: tuple[int, int, int],
    keys: Iterable[bytes],
) -> Iterator[bytes]:
    """The whole export, line by line, each ending in a newline; rows stream through.

    `events` are (case, seq, body, hash), by case and within a case by seq; `standing` the current head of
    every case; `sealed` each root with its heads, in order of day; `counts` how many events, cases and roots.
    """
    number_of_events, number_of_cases, number_of_roots = counts
    yield header_line(events=number_of_events, cases=number_of_cases, roots=number_of_roots, keys=keys)
    for case, seq, body, digest in events:
        yield event_line(case, seq, body, digest)
    for head in standing:
        yield head_line(head)
    for root, heads in sealed:
        yield from (head_line(head, root.day) for head in sorted(heads))
        yield root_line(root)


def _line(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
