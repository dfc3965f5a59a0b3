"""Matters in and out of files, in the exchange form of GB/T 39046—2020: XLSX, or CSV.

The form: one table of matters, one of materials, each under a head line of the Chinese item names.
"""
