"""The database itself refuses to change the trail and what was frozen, whoever reaches it without owning the schema."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from tests import cast
from tests.figures import stage
from tongxing.common import guards
from tongxing.figures import actions
from tongxing.figures.models import Erratum, Figure, FigureEntry
from tongxing.figures.verification import verify
from tongxing.trail.actions import record
from tongxing.trail.chain import faults
from tongxing.trail.models import Entry, Head

pytestmark = pytest.mark.django_db
KEY = "fair.baotou.attendances"
TABLES = {
    "trail_entry": "append-only",
    "trail_head": "one line at a time",
    "figures_figure": "by an erratum alone",
    "figures_figureentry": "by an erratum alone",
    "figures_erratum": "neither changed nor taken out",
}
SITE = Path(guards.__file__).parents[1]
SQLITE = connection.vendor == guards.SQLITE


@pytest.fixture
def frozen(gao):
    """A fair's figures, one of which was corrected once."""
    fair = stage.fair()
    actions.freeze_all(campaign=stage.campaign(), by=gao)
    fair.attendances.get(number="A2").delete()
    actions.correct(figure=Figure.objects.get(key=KEY), why="A2 录入了两次", by=gao)
    return fair


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def is_refused(statement, *values) -> str:
    """What the database says to ``statement``."""
    with pytest.raises(IntegrityError) as said, transaction.atomic():
        run(statement, *values)
    return str(said.value)


def rows(table) -> list:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" ORDER BY id')
        return cursor.fetchall()


def columns(table) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


@pytest.mark.parametrize("table", TABLES)
def test_no_column_is_changed(frozen, table):
    before = rows(table)
    for column in columns(table):
        said = is_refused(f'UPDATE "{table}" SET "{column}" = "{column}"')
        assert TABLES[table] in said, column
    assert rows(table) == before


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_taken_out(frozen, table):
    before = rows(table)
    assert TABLES[table] in is_refused(f'DELETE FROM "{table}"')
    if SQLITE:
        assert TABLES[table] in is_refused(f'REPLACE INTO "{table}" SELECT * FROM "{table}" LIMIT 1')
    else:
        connection.check_constraints()
        assert is_refused(f'TRUNCATE "{table}" CASCADE')
    assert rows(table) == before


@pytest.mark.parametrize(
    "alter",
    [
        lambda: Entry.objects.filter(pk=Entry.objects.earliest("pk").pk).update(why="别的"),
        lambda: Entry.objects.latest("pk").delete(),
        lambda: Head.objects.update(count=1),
        lambda: Figure.objects.filter(key=KEY).update(value=1009),
        lambda: FigureEntry.objects.filter(number="A1").delete(),
        lambda: FigureEntry.objects.filter(number="A1").update(amount=7),
        lambda: Erratum.objects.update(why="别的"),
        lambda: Erratum.objects.all().delete(),
        lambda: Figure.objects.get(key="fair.baotou.posts").delete(),
    ],
)
def test_the_sites_own_code_is_refused_as_well(frozen, alter):
    with pytest.raises(IntegrityError), transaction.atomic():
        alter()


def test_a_second_correction_goes_the_same_way(frozen, gao):
    figure = Figure.objects.get(key=KEY)
    cast.AttendanceFactory(registration=frozen.registrations.first(), number="A2")
    actions.correct(figure=figure, why="A2 是对的", by=gao)
    figure.refresh_from_db()
    assert (figure.value, figure.corrections, figure.entries.count()) == (3, 2, 3)
    assert {one.key: found for one, found in verify()}[KEY] == []


def test_an_erratum_opens_its_figure_to_what_it_says_and_once(frozen):
    """An old erratum opens nothing, also where the figure has come back to what it corrected."""
    figure = Figure.objects.get(key=KEY)
    is_refused("UPDATE figures_figure SET corrections = corrections + 1 WHERE id = %s", figure.pk)
    made = {"figure": figure, "old_value": figure.value, "new_value": 9, "old_hash": figure.hash, "new_hash": "9" * 64}
    Erratum.objects.create(**made, why="凭空")
    is_refused("UPDATE figures_figure SET corrections = corrections + 1, value = 8 WHERE id = %s", figure.pk)
    run("DELETE FROM figures_figureentry WHERE figure_id = %s", figure.pk)
    change = "UPDATE figures_figure SET corrections = corrections + 1, value = 9, hash = %s WHERE id = %s"
    run(change, "9" * 64, figure.pk)
    FigureEntry.objects.create(figure=figure, number="A1", facts="0" * 64)
    assert "by an erratum alone" in is_refused("DELETE FROM figures_figureentry WHERE figure_id = %s", figure.pk)
    assert [one for _figure, one in verify() if one]  # and it is named all the same


def test_what_the_site_does_goes_on(frozen, gao):
    before = Entry.objects.count()
    record("an act", frozen, by=gao)
    assert (Entry.objects.count(), list(faults())) == (before + 1, [])


def test_guards_that_are_gone_are_named_and_come_back_with_migrate(frozen, settings, tmp_path, capsys):
    settings.ANCHORS = tmp_path / "anchors"
    connection.check_constraints()
    guards.drop()
    assert "trail_entry_guard_delete" in guards.missing()
    call_command("trail", "verify")
    assert "trail_entry_guard_delete" in capsys.readouterr().out
    call_command("migrate", "figures", verbosity=0)
    assert guards.missing() == []
    is_refused("DELETE FROM trail_entry")


def test_the_door_past_the_guards_closes_behind_who_used_it(frozen):
    with guards.lifted():
        run("UPDATE trail_entry SET why = 'x' WHERE id = %s", Entry.objects.earliest("pk").pk)
    assert guards.missing() == []
    assert list(faults())


def test_a_demonstration_alone_goes_through_the_door():
    users = [str(path.relative_to(SITE)) for path in SITE.rglob("*.py") if "guards.lifted" in path.read_text("utf-8")]
    assert users == ["home/management/commands/demo.py"]
