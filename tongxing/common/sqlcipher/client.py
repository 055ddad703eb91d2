"""``manage.py dbshell``: sqlite3 cannot read an encrypted file, and a key has no place on a command line."""

from django.core.management.base import CommandError
from django.db.backends.sqlite3.client import DatabaseClient as PlainClient


class DatabaseClient(PlainClient):
    """Says how to ask the database instead."""

    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict, parameters):  # noqa: ARG003 (as Django calls it)
        raise CommandError(
            "The database is encrypted, and the program sqlite3 cannot read it. Ask it through the site: "
            "make shell, then: from django.db import connection; "
            "connection.cursor().execute('SELECT …').fetchall()"
        )
