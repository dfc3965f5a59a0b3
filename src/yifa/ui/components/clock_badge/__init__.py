"""The folder of the component `clock_badge`; see its examples.

Only `arrange` is code here.
"""
