"""The door of the room: cases that look alike, and why.

It reads within `casework.scope`; who may ask is decided before it is called.
"""

from yifa.similarity.finding import Likeness, alike
from yifa.similarity.grams import Reason
from yifa.similarity.projection import texts

__all__ = ["Likeness", "Reason", "alike", "texts"]
