"""Files handed in by people: looked into, limited, stored under their own digest, fetched again.

Pure Python: no request, no table. Who may hand in or read a file is the business of the rooms that use this.
"""

from yifa.uploads.names import clean_name
from yifa.uploads.refusing import NoSuchFile, UploadRefused
from yifa.uploads.sniffing import KINDS, Kind, recognise
from yifa.uploads.storing import Stored, fetch, file_of, is_intact, keep, store, sweep

ACCEPT = ",".join(f".{extension}" for kind in KINDS for extension in kind.extensions)
"""For the `accept` of a file input: a help for choosing, never the check."""

ACCEPTED_ZH = "PDF、JPG、PNG、Word（docx）、Excel（xlsx）"
"""What may be handed in, as a hint beside the input says it."""

__all__ = [
    "ACCEPT",
    "ACCEPTED_ZH",
    "KINDS",
    "Kind",
    "NoSuchFile",
    "Stored",
    "UploadRefused",
    "clean_name",
    "fetch",
    "file_of",
    "is_intact",
    "keep",
    "recognise",
    "store",
    "sweep",
]
