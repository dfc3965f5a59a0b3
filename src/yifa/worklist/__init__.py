"""The worklist: the clocks of all cases as rows, so that what is due can be listed, sorted and coloured.

Derived from the log in the transaction of each act, and rebuildable; enter it through `public`.
"""
