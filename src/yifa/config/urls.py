"""Which room answers which address: the portal at the root, the desk and the API under their own names."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

_ROOMS = (("desk/", "yifa.desk.urls"), ("api/", "yifa.api.urls"), ("ui/", "yifa.ui.urls"), ("", "yifa.portal.urls"))
handler500 = "yifa.portal.errors.server_error"
urlpatterns = [
    path(prefix, include(urls)) for prefix, urls in _ROOMS if find_spec(urls.rpartition(".")[0]) and find_spec(urls)
]
