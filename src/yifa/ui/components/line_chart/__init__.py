"""The folder of the component `line_chart`; see its examples.

Only `arrange` is code here.
"""
