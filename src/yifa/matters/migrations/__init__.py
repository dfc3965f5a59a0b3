"""The history of the tables of matters and their materials; nothing but migrations belongs here."""
