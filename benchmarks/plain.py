"""The site's settings with Django's own SQLite backend: what the encrypted one is compared with."""

from config.settings import *  # noqa: F403
from config.settings import DATABASES

DATABASES["default"]["ENGINE"] = "django.db.backends.sqlite3"
DATABASES["default"]["OPTIONS"].pop("keys")
