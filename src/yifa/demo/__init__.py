"""The demonstration city (示范城市): a bureau, its people, and lawful histories made through the bulk door.

Proportions follow a published annual report of a city's bureau; every identifier is of a range nobody can hold.
"""
