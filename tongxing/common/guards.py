"""What the database itself refuses: triggers on tables whose rows are written once, on SQLite and PostgreSQL.

A room names its guards in its migration and at start-up. They are made anew after every ``migrate``, since SQLite
drops a table's triggers whenever it makes the table anew. Whoever owns the schema can drop them (``lifted`` does), and
nobody else; what was altered behind them is still named by ``tongxing trail verify`` and ``tongxing figures verify``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection as default_connection

SQLITE, POSTGRESQL = "sqlite", "postgresql"
UPDATE, DELETE, INSERT, TRUNCATE = "UPDATE", "DELETE", "INSERT", "TRUNCATE"


@dataclass(frozen=True)
class Guard:
    """What is refused on ``table``: ``on`` one of the four, of rows for which ``when`` holds (SQL about OLD and NEW).

    ``sentence`` is what the database says; ``vendor`` narrows the guard to one database.
    """

    table: str
    on: str
    sentence: str
    when: str = ""
    vendor: str = ""

    @property
    def name(self) -> str:
        return f"{self.table}_guard_{self.on.lower()}"


_guards: dict[str, Guard] = {}


def guard(*guards: Guard) -> None:
    """Have these guards made anew after every ``migrate``."""
    _guards.update({guard.name: guard for guard in guards})


def written_once(table: str, sentence: str, *, unless: dict[str, str] | None = None) -> list[Guard]:
    """The guards of a table whose rows are neither changed nor taken out, unless (UPDATE or DELETE) the SQL holds.

    SQLite's REPLACE takes rows out without saying so; a row that is there already is refused for that reason.
    """
    allowed = unless or {}
    guards = [
        Guard(table, on, sentence, when=f"NOT ({allowed[on]})" if on in allowed else "") for on in (UPDATE, DELETE)
    ]
    replaced = f'EXISTS (SELECT 1 FROM "{table}" WHERE id = NEW.id)'  # noqa: S608  (nothing from outside stands in it)
    return [
        *guards,
        Guard(table, INSERT, sentence, when=replaced, vendor=SQLITE),
        Guard(table, TRUNCATE, sentence, vendor=POSTGRESQL),
    ]


def create(connection=default_connection, guards=None) -> None:
    """Make the guards that are not there yet, of tables that are."""
    chosen = list(_guards.values()) if guards is None else guards
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for one in chosen:
            if one.table in tables and one.vendor in {"", connection.vendor}:
                _MAKERS[connection.vendor](cursor, one)


def drop(connection=default_connection) -> None:
    """Take all guards away: only the owner of the schema may."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for one in _guards.values():
            if one.table in tables:
                where = f' ON "{one.table}"' if connection.vendor == POSTGRESQL else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{one.name}"{where}')


def missing(connection=default_connection) -> list[str]:
    """The names of guards that ought to be there and are not."""
    asked = {
        SQLITE: "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        POSTGRESQL: "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    return sorted(
        guard.name
        for guard in _guards.values()
        if guard.vendor in {"", connection.vendor} and guard.name not in present
    )


@contextmanager
def lifted(connection=default_connection) -> Iterator[None]:
    """The door past the guards, for a demonstration that is emptied: they are away inside, and back afterwards."""
    connection.check_constraints()  # PostgreSQL changes no table that has checks waiting
    drop(connection)
    try:
        yield
    finally:
        if not connection.needs_rollback:  # a transaction that failed takes the dropping back by itself
            connection.check_constraints()
            create(connection)


def _on_sqlite(cursor, one: Guard) -> None:
    when = f"WHEN {one.when} " if one.when else ""
    cursor.execute(
        f'CREATE TRIGGER IF NOT EXISTS "{one.name}" BEFORE {one.on} ON "{one.table}" {when}'
        f"BEGIN SELECT RAISE(ABORT, '{_quoted(one.sentence)}'); END"
    )


def _on_postgresql(cursor, one: Guard) -> None:
    """The function looks in its own schema alone, so that no temporary table can stand in for one of ours."""
    cursor.execute("SELECT current_schema()")
    schema = cursor.fetchone()[0]
    answer = "NEW" if one.on in {UPDATE, INSERT} else "OLD" if one.on == DELETE else "NULL"
    cursor.execute(
        f'CREATE OR REPLACE FUNCTION "{one.name}"() RETURNS trigger LANGUAGE plpgsql '
        f'SET search_path = "{schema}", pg_temp AS $guard$ BEGIN '
        f"IF {one.when or 'TRUE'} THEN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', "
        f"MESSAGE = '{_quoted(one.sentence)}'; END IF; RETURN {answer}; END $guard$"
    )
    rows = "STATEMENT" if one.on == TRUNCATE else "ROW"
    cursor.execute(f'DROP TRIGGER IF EXISTS "{one.name}" ON "{one.table}"')
    cursor.execute(
        f'CREATE TRIGGER "{one.name}" BEFORE {one.on} ON "{one.table}" FOR EACH {rows} EXECUTE FUNCTION "{one.name}"()'
    )


def _quoted(sentence: str) -> str:
    return sentence.replace("'", "''")


_MAKERS = {SQLITE: _on_sqlite, POSTGRESQL: _on_postgresql}
