"""The history of the tables of divisions, organs, accounts and posts; nothing but migrations belongs here."""
