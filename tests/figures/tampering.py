"""Tamperings with whatever a published number touches, past the site: drawn at random from the models' own columns."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from tests import cast
from tests.figures import stage
from tests.live.stage import StreamFactory
from tests.zones.stage import ExhibitFactory, MakerFactory, ServiceFactory
from tongxing.campaigns.models import Event
from tongxing.common.sealing import SealedTextField
from tongxing.fairs.models import Fair
from tongxing.figures import actions, registry
from tongxing.figures.models import Figure, FigureEntry
from tongxing.figures.verification import verify
from tongxing.live.models import LiveApplication, Minute
from tongxing.trail import chain
from tongxing.trail.coverage import COVERED
from tongxing.zones.models import ZonesEvent

KEPT = {
    "figures.figure": (),
    "figures.figureentry": (),
    "figures.erratum": (),
    "trail.entry": (),
    "trail.head": (),
}
"""Tables of which every column but the row's own key is covered."""
ADDED = (
    *("fairs.participation", "fairs.attendance", "fairs.submission", "fairs.intent", "fairs.viewing"),
    *("live.minute", "zones.service", "zones.exhibit", "jobs.vacancy"),
    *("figures.figure", "figures.figureentry", "figures.erratum", "trail.entry"),
)
"""Tables where one row more touches a figure: elsewhere a new row is one to which no entry points."""


ENTERED = ("fairs.", "jobs.", "live.", "zones.")
"""Rooms whose rows are counted."""


@dataclass(frozen=True)
class Tampering:
    """What was done: its kind, the table, the column (where it is one), and how to do it."""

    kind: str
    table: str
    column: str
    do: Callable[[], None]

    def __str__(self):
        return f"{self.kind} {self.table}.{self.column}".rstrip(".")


def world(gao) -> Fair:
    """A reported fair, on site and live, with zones and an erratum: every table that figures touch has rows."""
    fair = stage.fair(mode=Fair.Mode.BOTH)
    _bakery, laundry = fair.participations.order_by("pk")
    other = cast.FairFactory(event=cast.EventFactory(campaign__slug="other", region="150200"))
    StreamFactory(fair=other)
    MakerFactory(fair=other)
    cast.ZoneFactory()
    cast.ApplicationFactory(vacancy=cast.VacancyFactory(event=other.event))
    cast.SubmissionFactory(registration__fair=other)
    cast.OrganisationFactory.create_batch(2)
    cast.PersonFactory(region="150221")
    stream = StreamFactory(fair=fair)
    for count, watching in enumerate((2, 5, 3)):
        moment = fair.event.starts_at.replace(minute=count)
        cast.ViewingFactory(fair=fair, started_at=moment, seconds=40 + count)
        Minute.objects.create(stream=stream, number=f"M-{count}", at=moment, watching=watching)
    for count, registration in enumerate(fair.registrations.order_by("pk")):
        seeker = cast.SeekerFactory(person=registration.person)
        sent = cast.ApplicationFactory(seeker=seeker, vacancy=fair.event.vacancies.order_by("pk")[count])
        handed_in = cast.SubmissionFactory(registration=registration, number=f"S-{count}", participation=laundry)
        LiveApplication.objects.create(
            stream=stream, application=sent, submission=handed_in, number=f"L-{count}", sent_at=fair.event.starts_at
        )
        ServiceFactory(fair=fair, registration=registration, number=f"Z-{count}")
        ExhibitFactory(maker=MakerFactory(fair=fair, number=f"K-{count}"))
    zones = cast.EventFactory(campaign=fair.event.campaign, key="fair.zones", kind="zones", region="150200")
    ZonesEvent.objects.create(fair=fair, event=zones)
    campaign = stage.campaign()
    actions.freeze_all(campaign=campaign, by=gao)
    fair.attendances.get(number="A2").delete()
    for suffix in ("attendances", "people", "first_time"):
        figure = Figure.objects.get(key=f"{fair.event.key}.{suffix}")
        actions.correct(figure=figure, why="A2 录入了两次", by=gao)
    actions.report(event=fair.event, by=gao)
    return fair


def faults() -> list[str]:
    """Every sentence of ``figures verify`` and ``trail verify``."""
    found = [fault.sentence for _figure, faults in verify() for fault in faults]
    return found + [sentence for _number, sentence in chain.faults()]


def named(tampering: Tampering) -> list[str] | None:
    """What is said after ``tampering``, which is taken back; nothing where the database itself refuses it."""
    try:
        with transaction.atomic():
            before = _counts()
            tampering.do()
            if tampering.kind == "add" and tampering.table.startswith(ENTERED) and _counts() == before:
                raise NothingChanged  # the definitions leave this row out: a further copy of a résumé, …
            said = faults()
            transaction.set_rollback(True)
    except (IntegrityError, DatabaseError):
        return None
    return said


def _counts() -> dict:
    return registry.counts(Event.objects.select_related("fair", "campaign", "region"))


def columns_of(table: str) -> tuple[str, ...]:
    """The covered columns of ``table``."""
    if table in COVERED:
        return COVERED[table]
    model = apps.get_model(table)
    return tuple(field.name for field in model._meta.concrete_fields if not field.primary_key)


def rows_touched() -> dict[str, list[int]]:
    """The rows on which frozen figures stand, by table, and those of the figures and the trail themselves."""
    names: set[str] = set()
    for figure in Figure.objects.all():
        names |= figure.stands_on.keys()
    for stands_on in FigureEntry.objects.values_list("stands_on", flat=True):
        names |= stands_on.keys()
    touched: dict[str, list[int]] = {}
    for name in sorted(names):
        table, _colon, pk = name.rpartition(":")
        touched.setdefault(table, []).append(int(pk))
    for table in KEPT:
        touched[table] = list(apps.get_model(table).objects.order_by("pk").values_list("pk", flat=True))
    return touched


def draw(luck: random.Random, touched: dict[str, list[int]]) -> Tampering:
    """One tampering, single or paired."""
    if luck.random() < 0.25:
        first, second = _single(luck, touched), _single(luck, touched)

        def both():
            first.do()
            second.do()

        return Tampering("pair", f"{first.table} + {second.table}", f"{first.column} + {second.column}", both)
    return _single(luck, touched)


def _single(luck, touched) -> Tampering:
    kind = luck.choice(("change", "change", "change", "swap", "delete", "add"))
    table = luck.choice(sorted(ADDED if kind == "add" else touched))
    pks = touched[table]
    if kind == "delete":
        return Tampering(kind, table, "", partial(_delete, table, luck.choice(pks)))
    if kind == "add":
        return Tampering(kind, table, "", partial(_copy, table, luck.choice(pks), luck.random()))
    column = luck.choice(columns_of(table))
    if kind == "swap" and len(pks) > 1:
        return Tampering(kind, table, column, partial(swap, table, column, *luck.sample(pks, 2)))
    return Tampering("change", table, column, partial(change, table, column, luck.choice(pks), luck.random()))


class NothingChanged(DatabaseError):
    """The tampering would have written what stands there."""


def _field(table: str, column: str):
    return apps.get_model(table)._meta.get_field(column)


def _name(text: str) -> str:
    return connection.ops.quote_name(text)


def _write(table: str, column: str, pk, value) -> None:
    """Past the site: plain SQL."""
    field, model = _field(table, column), apps.get_model(table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_name(model._meta.db_table)} SET {_name(field.column)} = %s WHERE {_name('id')} = %s",
            [field.get_db_prep_save(value, connection), pk],
        )


def _value(table: str, column: str, pk):
    values = list(apps.get_model(table)._base_manager.filter(pk=pk).values_list(column, flat=True))
    if not values:  # the first of a pair deleted it
        raise NothingChanged
    return values[0]


def _delete(table: str, pk) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_name(apps.get_model(table)._meta.db_table)} WHERE {_name('id')} = %s", [pk])


def swap(table: str, column: str, one, other) -> None:
    """Two rows change places in one column."""
    first, second = _value(table, column, one), _value(table, column, other)
    if first == second:
        raise NothingChanged
    field = _field(table, column)
    if isinstance(field, models.ForeignKey):  # the two may not be the same for a moment
        free = field.related_model._base_manager.exclude(pk__in=[pk for pk in (first, second) if pk])
        _write(table, column, one, free.values_list("pk", flat=True).first() or first)
    elif field.unique or column == "number":
        _write(table, column, one, None if field.null else _other(table, column, first, 0.5))
    _write(table, column, other, first)
    _write(table, column, one, second)


def change(table: str, column: str, pk, seed: float) -> None:
    """One value becomes another that the column can hold."""
    old = _value(table, column, pk)
    new = _other(table, column, old, seed)
    _write(table, column, pk, new)
    if _value(table, column, pk) == old:
        raise NothingChanged


def _other(table: str, column: str, old, seed: float):
    luck, field = random.Random(seed), _field(table, column)
    if isinstance(field, models.ForeignKey):
        known = [pk for pk in field.related_model._base_manager.values_list("pk", flat=True) if pk != old]
        if field.null and old is not None:
            known.append(None)
        if not known:
            raise NothingChanged
        return luck.choice(known)
    if field.choices:
        return luck.choice([value for value, _label in field.flatchoices if value != old])
    if isinstance(field, models.BooleanField):
        return not old
    if isinstance(field, models.DateTimeField) and old is None:
        return timezone.now()
    if isinstance(field, models.DateTimeField):
        return old.replace(minute=(old.minute + luck.randrange(1, 59)) % 60)
    if isinstance(field, models.JSONField):
        return _other_json(old, luck)
    if isinstance(field, models.IntegerField):
        return luck.choice([number for number in (0, 1, 2, (old or 0) + 1, (old or 0) + 7) if number != old])
    if isinstance(field, SealedTextField):
        return (old or "") + str(luck.randrange(10))
    text = (
        f"{luck.randrange(16**6):x}"
        if field.max_length and field.max_length < 10
        else f"{old or ''}{luck.choice('改9a')}"
    )
    return text[-field.max_length :] if field.max_length else text


def _other_json(old, luck):
    """A number, a word or an element inside is another one."""
    if isinstance(old, dict) and old:
        key = luck.choice(sorted(old))
        return old | {key: _other_json(old[key], luck)}
    if isinstance(old, list) and old:
        place = luck.randrange(len(old))
        return [*old[:place], _other_json(old[place], luck), *old[place + 1 :]]
    if isinstance(old, bool) or old is None:
        return 1
    if isinstance(old, int):
        return old + 1
    return f"{old}9" if isinstance(old, str) else [json.dumps(old)]


def _copy(table: str, pk, seed: float) -> None:
    """A row that looks like another one, with a number and relations of its own where they must differ."""
    luck, model = random.Random(seed), apps.get_model(table)
    row = model._base_manager.filter(pk=pk).first()
    if row is None:
        raise NothingChanged
    row.pk = None
    for field in model._meta.concrete_fields:
        if field.name in {"number", "key"} and isinstance(field, models.CharField):
            setattr(row, field.name, f"{getattr(row, field.name)}.x{luck.randrange(1000)}")
        if field.name == "at" and table == "live.minute":
            row.at = row.at.replace(second=30)
        if isinstance(field, models.ForeignKey) and field.name in {"employer", "vacancy", "queue"}:
            setattr(row, field.attname, _other(table, field.name, getattr(row, field.attname), seed))
    model._base_manager.bulk_create([row])


def many(count: int, seed: int) -> Iterator[tuple[Tampering, list[str]]]:
    """So many tamperings that the database lets pass, with what is said of each."""
    luck, touched = random.Random(seed), rows_touched()
    while count:
        tampering = draw(luck, touched)
        said = named(tampering)
        if said is not None:
            count -= 1
            yield tampering, said
