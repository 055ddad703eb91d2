"""Bringing the tables, and the files beside them, up to date, before a command that needs them."""

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from tongxing.common.command import wrong_use
from tongxing.common.sealed_files import seal_old_files


def bring_up_to_date() -> None:
    """Make or change the tables, and seal the files, where the code asks for it.

    Raises the error of wrong use when that is impossible.
    """
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
    except DatabaseError as error:
        raise wrong_use(f"The database cannot be used: {error}. Is the disk full, or DATABASE_URL wrong?") from error
    seal_old_files()
