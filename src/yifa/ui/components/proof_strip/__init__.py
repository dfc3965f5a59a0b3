"""The folder of the component `proof_strip`; see its examples.

Only `arrange` is code here.
"""
