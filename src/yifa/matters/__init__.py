"""What the state does for people: matters (事项) with the elements of GB/T 39046—2020, and the shipped
catalogue.

It says what a matter is and what its statute allows; running a case of it is the business of packs and
casework.
"""
