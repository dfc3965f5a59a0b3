"""The folder of the component `bar_chart`; see its examples.

Only `arrange` is code here.
"""
