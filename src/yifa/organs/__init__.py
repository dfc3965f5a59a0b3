"""Who the state is here: administrative divisions, organs, accounts and the posts that give them roles.

It knows nothing of cases; what a role may do is said by the packs and decided in casework.
"""
