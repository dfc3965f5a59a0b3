"""Reading published reports: the figures in Chinese prose, what each counts, and whether they agree with each other.

Pure Python without Django, a database or a model, usable as a library: `from yifa.reading import read`. It reads what
a text says; whether that is true is not its affair.
"""

from yifa.reading.lexicon import TOPICS_ZH
from yifa.reading.reader import read
from yifa.reading.values import Approx, Figure, Kind, PassedOver, Reading, Relation

__all__ = ["TOPICS_ZH", "Approx", "Figure", "Kind", "PassedOver", "Reading", "Relation", "read"]
