"""Which open cases may be the same demand as this one, with the reasons; a person decides and merges.

Derived from the log and rebuildable; it reads only what is not personal. Enter it through `public`.
"""
