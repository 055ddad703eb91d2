"""Settings: the environment is read here, once, and nowhere else.

==================== ===========================================================================
TONGXING_VAR         folder for the database, secrets and uploads; default ``var/`` in the checkout
TONGXING_ANCHORS     folder for the trail's anchors, best on another disk; default ``anchors/`` in TONGXING_VAR
DATABASE_URL         ``postgres://…`` in production; default SQLite in ``TONGXING_VAR``
TONGXING_HOSTS       host names of a public site, comma-separated; without it only this machine is answered
TONGXING_PROXIES     how many servers of our own stand in front of it; default 1 with public host names, 0 without
TONGXING_SMS         dotted path of the text-message sender; default keeps messages in the outbox
TONGXING_HUB         where pages find the live hub: a path behind the same proxy (default ``/hub``) or a port
REDIS_URL            ``redis://…`` where several machines serve: sites and live hubs meet there (read by ``hub.spool``)
TONGXING_HLS         where pages find the pictures of our own ingest; default ``/hls`` behind the same proxy
TONGXING_DEV         ``1`` under ``make dev``: tracebacks in the browser
==================== ===========================================================================
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import secrets
from hub.proxies import hops_from_environment

BASE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("TONGXING_VAR") or BASE / "var").resolve()
VAR.mkdir(parents=True, exist_ok=True, mode=0o700)
SECRETS = secrets.load(VAR / "secrets.json")
SECRET_KEY = SECRETS.django
DEBUG = os.environ.get("TONGXING_DEV") == "1"

PUBLIC_HOSTS = [host.strip() for host in os.environ.get("TONGXING_HOSTS", "").split(",") if host.strip()]
ALLOWED_HOSTS = [*PUBLIC_HOSTS, "127.0.0.1", "localhost", "[::1]", "testserver"]
PROXIES = hops_from_environment()
"""Servers of our own in front: so many entries at the end of ``X-Forwarded-For`` are believed."""
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in PUBLIC_HOSTS]

INSTALLED_APPS = [
    "tongxing.home",
    "tongxing.bulletins",
    "tongxing.figures",
    "tongxing.folders",
    "tongxing.control",
    "tongxing.doors",
    "tongxing.live",
    "tongxing.zones",
    "tongxing.queues",
    "tongxing.interpreting",
    "tongxing.fairs",
    "tongxing.jobs",
    "tongxing.rounds",
    "tongxing.campaigns",
    "tongxing.organisations",
    "tongxing.people",
    "tongxing.trail",
    "tongxing.common",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "tongxing.common.proxy.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tongxing.common.shared_computer.NothingKeptMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tongxing.common.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "tongxing.common.chinese_text.ChineseTextMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tongxing.common.uploads.UploadLimitMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tongxing.people.devices.KnownDeviceMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tongxing.common.installation.DemoStaysHomeMiddleware",
    "tongxing.trail.origin.OriginMiddleware",
    "tongxing.common.refusal.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "tongxing.common.page.page",
                "tongxing.home.places.places",
            ],
        },
    }
]

DATABASE_URL = os.environ.get("DATABASE_URL", "")
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "tongxing.common.sqlcipher",
            "NAME": str(VAR / "tongxing.sqlite3"),
            "OPTIONS": {
                "keys": SECRETS.keys_for("database"),
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
            },
            "TEST": {"NAME": ":memory:"},  # said, for test runners know Django's own backend alone
        }
    }
DATABASES["default"]["CONN_MAX_AGE"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "phone_sign_in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "front"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE / "tongxing" / "common" / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE / "static"]
STORAGES = {
    "default": {"BACKEND": "tongxing.common.sealed_files.SealedStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "uploads"
ANCHORS = Path(os.environ.get("TONGXING_ANCHORS") or VAR / "anchors")
"""Where a signed line a day says how far the trail had come (``trail.anchors``)."""
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
"""A request whose body is announced as larger is refused before it is read."""
# What is sent stays in memory until it is sealed: a temporary file would lie on the disk in clear.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES

LIVE_FOLDER = VAR / "live"
"""Where the site and the live hub hand each other snapshots, events and heartbeats."""
HUB = os.environ.get("TONGXING_HUB", "/hub")
LIVE_HLS = os.environ.get("TONGXING_HLS", "/hls").rstrip("/")
LIVE_PAGE_SECONDS = 3
"""For how long what a live page shows is kept."""

SMS_SENDER = os.environ.get("TONGXING_SMS", "tongxing.people.letters.keep_in_outbox")

# Nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
DEVICE_COOKIE_NAME = "device"
"""Names the accounts that signed in on this device; it lets nobody in (``people.devices``)."""
if PUBLIC_HOSTS:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    DEVICE_COOKIE_NAME = "__Host-device"
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # heard from our own servers alone: common/proxy.py
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
# Subdomains and preloading are for whoever owns the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if not PUBLIC_HOSTS:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]

# Counts of tries are shared by all worker processes. Above so many entries a third is thrown away, counts that still
# bind among them: with the default of 300, whoever tried many names would wipe out what was counted against them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

ACCOUNT_ADAPTER = "tongxing.people.signin.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/15m/ip,5/15m/key"}  # wrong passwords: people/tries.py
MFA_FORMS = {
    "authenticate": "tongxing.people.forms.second_step.SecondStepForm",
    "reauthenticate": "tongxing.people.forms.second_step.SecondStepAgainForm",
    "add_webauthn": "tongxing.people.forms.second_step.AddPasskeyForm",
    "login_webauthn": "tongxing.people.forms.second_step.PasskeyForm",
    "authenticate_webauthn": "tongxing.people.forms.second_step.SecondStepPasskeyForm",
    "reauthenticate_webauthn": "tongxing.people.forms.second_step.SecondStepPasskeyAgainForm",
}
MFA_ADAPTER = "tongxing.people.signin.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PUBLIC_HOSTS

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

SITE_NAME = _("Tongxing")
SOURCE_CODE = ""
"""Where readers find the source of the running version (AGPL section 13); set by whoever runs the site."""
