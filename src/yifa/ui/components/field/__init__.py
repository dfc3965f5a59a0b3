"""The folder of the component `field`; see its examples.

Only `arrange` is code here.
"""
