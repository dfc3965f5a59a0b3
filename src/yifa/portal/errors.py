"""The pages for what goes wrong anywhere on the site; named as handlers by the root of the addresses.

They ask the database for nothing, since it may be what went wrong.
"""

from __future__ import annotations

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yifa.casework.public import Unavailable
from yifa.portal.page import away


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault: 503 where the database cannot be reached, 500 for anything else."""
    if isinstance(sys.exc_info()[1], (OperationalError, Unavailable)):
        return away(request)
    return render(request, "500.html", status=500)
