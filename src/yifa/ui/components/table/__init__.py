"""The folder of the component `table`; see its examples.

Only `arrange` is code here.
"""
