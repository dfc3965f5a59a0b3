"""The folder of the component `timeline`; see its examples.

Only `arrange` is code here.
"""
