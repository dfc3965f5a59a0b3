"""Where the interface answers: /api/v1/…, with its own description at /api/v1/openapi.json."""

from __future__ import annotations

from django.urls import include, path

from yifa.api.version1 import api

app_name = "api"
urlpatterns = [path("v1/", include((api.urls[0], "v1")))]
