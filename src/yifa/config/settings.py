"""Django's settings, read from the declared environment; nothing of the law stands here.

The rooms are listed in the order of the house; what each setting means for those who install is in `environment`.
"""

from __future__ import annotations

import base64
import os
from importlib.util import find_spec
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

from yifa.installation import environment
from yifa.installation.localdb import APP, OWNER, local_server

DATA_FOLDER = environment.read_folder("YIFA_DATA")
UPLOAD_FOLDER = DATA_FOLDER / "files"
REPORT_FOLDER = DATA_FOLDER / "reports"

SECRET_KEY = environment.read("YIFA_SECRET_KEY")
DATA_KEYS = environment.read_list("YIFA_DATA_KEY")
SEAL_SEED = base64.b64decode(environment.read("YIFA_SEAL_KEY"))
LAW_TEXTS = environment.read("YIFA_LAWS")
DEBUG = environment.read_flag("YIFA_DEBUG")
ALLOWED_HOSTS = environment.read_list("YIFA_HOSTS")


def _database() -> dict[str, object]:
    """The one database: the address given, else the private server in the data folder; as app or as owner."""
    owner = environment.read("YIFA_DATABASE_ROLE") == "owner"
    given = environment.read("YIFA_DATABASE_URL")
    if owner:
        given = environment.read("YIFA_OWNER_DATABASE_URL") or given
    # `-c role=` makes the web a plain reader and writer even where office and owner share one login.
    options: dict[str, object] = {} if owner else {"options": f"-c role={APP}"}
    url = urlsplit(given or local_server(DATA_FOLDER).url(OWNER if owner else APP))
    extra = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": extra.pop("host", "") or (url.hostname or ""),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**extra, **options},
        "TEST": {"NAME": os.environ.get("YIFA_TEST_DATABASE")},
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOMS = [
    "yifa.ui",
    "yifa.organs",
    "yifa.matters",
    "yifa.casework",
    "yifa.worklist",
    "yifa.similarity",
    "yifa.papers",
    "yifa.licences",
    "yifa.indicators",
    "yifa.report",
    "yifa.portal",
    "yifa.desk",
    "yifa.api",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    *[room for room in ROOMS if find_spec(room) and find_spec(f"{room}.apps")],
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "yifa.config.urls"
WSGI_APPLICATION = "yifa.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Wrong query codes are counted across the processes of the web, so the cache is shared by files and not by memory.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": DATA_FOLDER / "cache"}
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # serves the rooms' own static files without a collecting step

AUTH_USER_MODEL = "organs.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "desk:sign-in"
LOGIN_REDIRECT_URL = "desk:worklist"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# GB/T 22239-2019 level 3, 8.1.4.1 b: failed sign-ins are limited, sessions end by themselves.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if environment.read_flag("YIFA_SECURE"):
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

UPLOAD_LIMIT = int(environment.read("YIFA_UPLOAD_MB")) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
