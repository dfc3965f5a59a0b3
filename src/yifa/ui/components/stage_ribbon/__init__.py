"""The folder of the component `stage_ribbon`; see its examples.

Only `arrange` is code here.
"""
