"""Casework: the one door through which every change to a case passes, and the sealed log behind it.

It decides nothing itself (the engine does) and shows nothing; enter it through `public`.
"""
