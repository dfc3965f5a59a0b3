"""What a pack is asked beyond its form: its law, its limits, its words, its stories, and every way around a gate.

Each module asks one group of questions and gives faults; `examine` asks them all. Nothing here runs while cases run.
"""
