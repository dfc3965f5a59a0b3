"""The room of programs: what other systems may ask and do, as JSON over HTTP, described by OpenAPI 3.1."""
