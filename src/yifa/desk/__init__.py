"""The desk: what staff see. Worklist, cases, window intake, figures, posts, calendar, the ledger's verification.

Views find, parse, call one function and answer; what may be done is decided by casework and by the packs.
"""
