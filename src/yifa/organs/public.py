"""The door of the room: what other rooms may use of divisions, organs, accounts and posts.

Everything else in this folder is private to it.
"""

from yifa.organs.gbt2260 import BadDivisions, load_divisions
from yifa.organs.models import Account, Division, Level, Organ, Post
from yifa.organs.posts import (
    ADMINISTRATOR,
    AUDITOR,
    PLATFORM_ROLES,
    SECURITY_OFFICER,
    PostRefused,
    appoint,
    check_password,
    create_account,
    deactivate,
    delegate,
    divisions_of,
    divisions_under,
    end_post,
    organs_of,
    posts_on,
    roles_on,
)

__all__ = [
    "ADMINISTRATOR",
    "AUDITOR",
    "PLATFORM_ROLES",
    "SECURITY_OFFICER",
    "Account",
    "BadDivisions",
    "Division",
    "Level",
    "Organ",
    "Post",
    "PostRefused",
    "appoint",
    "check_password",
    "create_account",
    "deactivate",
    "delegate",
    "divisions_of",
    "divisions_under",
    "end_post",
    "load_divisions",
    "organs_of",
    "posts_on",
    "roles_on",
]
