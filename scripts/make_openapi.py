"""Writes docs/reference/openapi.json from the running code; a test fails where the two differ."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "openapi.json"


def main() -> None:
    """The settings stop without secrets, so it gives some that open nothing; no database is asked."""
    nothing = base64.b64encode(bytes(32)).decode()
    os.environ.setdefault("YIFA_SECRET_KEY", "only-to-write-a-page")
    os.environ.setdefault("YIFA_DATA_KEY", f"page:{nothing}")
    os.environ.setdefault("YIFA_SEAL_KEY", nothing)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.config.settings")
    import django
    from django.test import Client

    django.setup()
    described = Client().get("/api/v1/openapi.json", headers={"host": "localhost"}).json()
    PAGE.write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
