"""The door of the room: what is due, by when, and for whom.

It reads within `casework.scope`; who may ask is decided before it is called.
"""

from yifa.worklist.listing import Item, due_items, late_cases

__all__ = ["Item", "due_items", "late_cases"]
