"""The backend that ``DATABASES["default"]["ENGINE"]`` names; Django looks for it in a module called ``base``."""

import datetime
import decimal
from collections.abc import Mapping
from itertools import tee

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base as plain
from django.db.backends.sqlite3._functions import register as register_functions
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as Database

from tongxing.common.sqlcipher.client import DatabaseClient
from tongxing.common.sqlcipher.takeover import connect, take_over_once

for type_name, convert in {
    "bool": b"1".__eq__,
    "date": plain.decoder(parse_date),
    "time": plain.decoder(parse_time),
    "datetime": plain.decoder(parse_datetime),
    "timestamp": plain.decoder(parse_datetime),
}.items():
    Database.register_converter(type_name, convert)
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(datetime.date, plain.adapt_date)
Database.register_adapter(datetime.datetime, plain.adapt_datetime)


class DatabaseWrapper(plain.DatabaseWrapper):
    """``OPTIONS["keys"]``: each 64 hex digits, the key itself, so that no connection waits for a derivation."""

    display_name = "SQLCipher"
    Database = Database
    client_class = DatabaseClient

    def get_connection_params(self):
        params = super().get_connection_params()
        self.keys = params.pop("keys", ())
        if not self.keys and not self.is_in_memory_db():
            raise ImproperlyConfigured("DATABASES: OPTIONS has no keys for the encrypted database.")
        return params

    def get_new_connection(self, conn_params):
        """As Django's own, with the key given before anything is read."""
        params = dict(conn_params)
        path = params.pop("database")
        if self.is_in_memory_db():
            connection = Database.connect(path, **params)
            register_functions(connection)
        else:
            take_over_once(path, self.keys[0])
            connection = connect(path, self.keys, **params)
        connection.execute("PRAGMA foreign_keys = ON")
        for command in filter(None, map(str.strip, self.init_commands)):
            connection.execute(command)
        return connection

    def create_cursor(self, name=None):
        return self.connection.cursor(factory=CursorWrapper)


class CursorWrapper(Database.Cursor):
    """Django's ``%s`` and ``%(name)s`` for a driver that knows ``?`` and ``:name``."""

    convert_query = plain.SQLiteCursorWrapper.convert_query

    def execute(self, query, params=None):
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query, param_list):
        rows, peeked = tee(iter(param_list))  # a generator is not used up by looking at its first row
        first = next(peeked, None)
        names = list(first) if isinstance(first, Mapping) else None
        return super().executemany(self.convert_query(query, param_names=names), rows)
