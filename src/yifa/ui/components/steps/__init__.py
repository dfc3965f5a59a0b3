"""The folder of the component `steps`; see its examples.

Only `arrange` is code here.
"""
