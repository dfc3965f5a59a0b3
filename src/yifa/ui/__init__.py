"""The look of Yifa: tokens, components, layouts and the small script they share.

It renders what it is handed and knows nothing of cases, clocks or organs; pages are made in portal and desk.
"""
