"""A province's register, invented and laid straight into a database that the demo has filled.

Every hundred people have, besides the demo's own, 33 pages of seekers, 200 needs, 85 consents, 2 posts, 5
applications, 1 request for an accommodation (19 of 20 are answered), 25 accounts, 10 messages and 100 lines in the
trail; a fifth of an employer, and a tenth of a role.
"""

import datetime as dt
import random
from collections import defaultdict
from functools import lru_cache

from django.db import connection, models
from django.utils import timezone

from demo.names import Names
from tongxing.campaigns.models import Campaign, Event
from tongxing.common.table_statistics import refresh_table_statistics
from tongxing.jobs.models import AccommodationRequest, Application, Seeker, Suggestion, Vacancy
from tongxing.organisations.models import Organisation
from tongxing.people.models import Account, Consent, Message, Person, Region, Role, SearchTerm, SupportNeed
from tongxing.people.models.account import phone_hash
from tongxing.people.models.person import person_key
from tongxing.people.sounds import sound_of
from tongxing.people.terms import terms_of
from tongxing.trail.models import Entry

CHUNK = 20_000
SEED = 2026
CAMPAIGN = "growth"
EVENTS = 40
NEEDS = ("sign_interpreter", "step_free", "breaks", "easy_read", "flexible_hours", "quiet_place")
OCCUPATIONS = ("6-09-03", "4-01-06", "4-10-02", "4-09-08", "6-11", "4-10-01")
PLAIN = {int, str, bool, bytes, type(None)}
"""Values that both databases take as they are."""
FIRST = dt.datetime(2025, 11, 1, 9, tzinfo=dt.UTC)

sound = lru_cache(maxsize=None)(sound_of)
terms = lru_cache(maxsize=None)(terms_of)


class Rows:
    """Rows of one table that are written many at a time: what is not said is the model's default."""

    def __init__(self, model: type[models.Model], **fixed):
        self.model, self.rows = model, []
        blank = model(**fixed)
        self.fields = list(model._meta.concrete_fields)
        self.prepared = [field.get_db_prep_save(field.pre_save(blank, True), connection) for field in self.fields]
        self.places = {field.attname: place for place, field in enumerate(self.fields)}
        last = model.objects.order_by("-pk").values_list("pk", flat=True).first()
        self.last = last or 0
        self.known: dict = {}

    def add(self, **values) -> int:
        """One more row; its key."""
        self.last += 1
        row = self.prepared.copy()
        for name, value in values.items():
            place = self.places[name]
            row[place] = value if type(value) in PLAIN else self._prepare(place, value)
        row[self.places[self.model._meta.pk.attname]] = self.last
        self.rows.append(row)
        return self.last

    def _prepare(self, place: int, value):
        key = (place, repr(value))
        if key not in self.known:
            self.known[key] = self.fields[place].get_db_prep_save(value, connection)
        return self.known[key]

    def write(self) -> None:
        """Put the rows into the table."""
        quote = connection.ops.quote_name
        columns = ", ".join(quote(field.column) for field in self.fields)
        table = quote(self.model._meta.db_table)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in self.rows:
                        copy.write_row(row)
            else:
                marks = ", ".join("?" * len(self.fields))
                cursor.connection.cursor().executemany(
                    f"INSERT INTO {table} ({columns}) VALUES ({marks})",
                    self.rows,
                )
        self.rows = []


def grow(count: int) -> None:
    """Add ``count`` invented people to those who are there, with all that belongs to them."""
    random_ = random.Random(f"{SEED} {Person.objects.count()}")
    invented = Names(random_)
    regions = list(Region.objects.filter(level=Region.Level.COUNTY).values_list("pk", "parent_id"))
    townships = defaultdict(list)
    for pk, parent in Region.objects.filter(level=Region.Level.TOWNSHIP).values_list("pk", "parent_id"):
        townships[parent].append(pk)
    events = _events()
    now = timezone.now()
    with Unindexed():
        for start in range(0, count, CHUNK):
            _chunk(random_, invented, min(CHUNK, count - start), regions, townships, events, now)
    _settle()


def _events() -> list[int]:
    """Events of a public campaign that hold the posts: drives, no fairs."""
    region = Region.objects.get(level=Region.Level.PROVINCE)
    campaign, _made = Campaign.objects.get_or_create(
        slug=CAMPAIGN,
        defaults={
            "name": "全区岗位征集",
            "year": 2025,
            "starts_on": "2025-11-01",
            "ends_on": "2025-12-31",
            "is_public": True,
            "region": region,
        },
    )
    sample = Event.objects.exclude(campaign=campaign).order_by("pk").first()
    keys = [
        Event.objects.get_or_create(
            campaign=campaign,
            key=f"posts.{chr(97 + number // 26)}{chr(97 + number % 26)}",
            defaults={
                "kind": sample.kind,
                "name": f"岗位征集第{number}批",
                "region": region,
                "starts_at": sample.starts_at,
                "ends_at": sample.ends_at,
            },
        )[0].pk
        for number in range(EVENTS)
    ]
    return keys


def _chunk(random_, invented, count, regions, townships, events, now) -> None:
    """Write ``count`` people and what belongs to them."""
    pick, chance = random_.choice, random_.random
    sealed_phone = "19900000000"
    persons = Rows(Person, entered_by_staff=True, phone=sealed_phone, needs_said_at=now)
    accounts = Rows(Account, password="!", phone=sealed_phone, phone_verified_at=now)
    search_terms = Rows(SearchTerm)
    needs, seekers = Rows(SupportNeed), Rows(Seeker, experience="2012年至2025年,做过装配工。", wish="装配工")
    consents = Rows(Consent, wording_version="2025-11", means="paper")
    employers, posts = (
        Rows(Organisation),
        Rows(
            Vacancy,
            openings=3,
            education=2,
            duties="按图纸装配零件，记录数量，保持工位整洁。",
            requirements="能看懂图纸，有耐心。",
        ),
    )
    applications, requests = Rows(Application), Rows(AccommodationRequest, code="sign_interpreter", due_at=now)
    suggestions = Rows(Suggestion, seeker_score=700, vacancy_score=700)
    messages = Rows(Message, to=sealed_phone, text="您的验证码", purpose="code")
    entries = Rows(Entry, act="registered a person", target_kind="people.person", actor="account:2", hash="0" * 64)
    roles = Rows(Role, what=Role.What.INTERPRETER, valid_from=dt.date(2025, 1, 1))
    employer_keys, post_keys, seeker_keys = [], [], []
    for number in range(count):
        county, _city = pick(regions)
        region = pick(townships[county]) if townships[county] and chance() < 0.5 else county
        name = invented.person(woman=chance() < 0.5, mongolian=chance() < 0.2)
        if chance() < 0.3:  # as in life, five family names make up nearly a third
            name = pick("王李张刘陈") + name[1:]
        tail = f"{random_.randrange(10_000):04d}"
        serial = persons.last + 1
        account = None
        if number % 4 == 0:
            account = accounts.add(username=f"grown-{serial}", name=name, phone_key=f"{serial:064d}")
        person = persons.add(
            name=name,
            name_key=person_key(name),
            sound=sound(name),
            region_id=region,
            phone_key=phone_hash(f"199{serial:08d}") if number < 100 else f"{serial:064d}",
            phone_tail=tail,
            account_id=account,
            entered_at=FIRST,
        )
        for term in terms(name):
            search_terms.add(person_id=person, term=term, region_id=region, county_id=county)
        for code in random_.sample(NEEDS, 2):
            needs.add(person_id=person, code=code, is_must=chance() < 0.5)
        if number % 2 == 0:
            consents.add(person_id=person, purpose="contact", given_at=FIRST)
        if number % 3 == 0:
            seeker = seekers.add(
                person_id=person,
                occupations=random_.sample(OCCUPATIONS, 2),
                education=random_.randrange(7),
                wage_floor=random_.randrange(20, 60) * 100,
                hours_max=48,
                reach=random_.randrange(1, 5),
                skills=["装配", "看图"],
            )
            seeker_keys.append(seeker)
            consents.add(person_id=person, purpose="matching", given_at=FIRST)
            if number % 60 == 0:
                consents.add(
                    person_id=person,
                    purpose="show_employer",
                    about=f"organisation:{random_.randrange(1, 150)}",
                    given_at=FIRST,
                )
        if number % 500 == 0:
            name = f"演示第{employers.last + 1}制造有限公司"
            employer_keys.append(employers.add(name=name, name_key=name, region_id=county))
        if number % 50 == 0:
            low = random_.randrange(25, 60) * 100
            post_keys.append(
                posts.add(
                    employer_id=pick(employer_keys),
                    event_id=pick(events),
                    number=f"G-{posts.last + 1}",
                    title=f"装配工{posts.last % 1000}号线",
                    occupation=pick(OCCUPATIONS),
                    wage_min=low,
                    wage_max=low + 1500,
                    region_id=county,
                    place=f"钢铁大街{posts.last % 300}号",
                    offered=random_.randrange(1 << 12),
                    can_arrange=1 << 12,
                    cannot=1 << 13 if chance() < 0.2 else 0,
                    entered_at=FIRST + dt.timedelta(seconds=posts.last),
                )
            )
        if number % 20 == 0:
            applications.add(seeker_id=pick(seeker_keys), vacancy_id=pick(post_keys), applied_at=FIRST)
        if number % 100 == 0:
            answered = None if number % 2000 == 0 else FIRST + dt.timedelta(seconds=number)
            pair = {"seeker_id": pick(seeker_keys), "vacancy_id": pick(post_keys)}
            requests.add(**pair, asked_at=FIRST, answered_at=answered)
        if number % 10 == 0:
            messages.add(to_key=f"{serial:064d}", made_at=FIRST)
        if number % 1000 == 0 and account:
            roles.add(account_id=account, region_id=county)
        entries.add(at=FIRST, target_key=str(person), target_label="林**", actor_label="乌云")
    for post in post_keys:
        ranked = random_.sample(seeker_keys, min(10, len(seeker_keys)))
        for rank, seeker in enumerate(ranked, 1):
            suggestions.add(seeker_id=seeker, vacancy_id=post, rank_for_vacancy=rank, rank_for_seeker=rank)
    _once(applications, "seeker_id", "vacancy_id")
    for rows in (
        *(accounts, persons, needs, seekers, consents, employers, posts, applications, requests, suggestions),
        *(messages, roles, entries, search_terms),
    ):
        rows.write()


def _once(rows: Rows, *names: str) -> None:
    """Keep the first of those rows that agree in the columns."""
    places = [rows.places[name] for name in names]
    rows.rows = list({tuple(row[place] for place in places): row for row in reversed(rows.rows)}.values())


class Unindexed:
    """While rows are written by the hundred thousand, the plain indexes of all tables are away; then they are back."""

    def __enter__(self):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = replica")
                cursor.execute(
                    "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i"
                    " JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                    " WHERE n.nspname = 'public' AND NOT i.indisunique"
                )
            else:
                for pragma in ("synchronous = OFF", "foreign_keys = OFF", "cache_size = -400000"):
                    cursor.execute(f"PRAGMA {pragma}")
                cursor.execute(
                    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
                    " AND sql NOT LIKE 'CREATE UNIQUE%%'"
                )
            self.indexes = cursor.fetchall()
            for name, _sql in self.indexes:
                cursor.execute(f'DROP INDEX "{name}"')
            if connection.vendor == "sqlite":
                cursor.execute("BEGIN")

    def __exit__(self, *_error):
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("COMMIT")
            for _name, sql in self.indexes:
                cursor.execute(sql)
            if connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = origin")


def _settle() -> None:
    """What a database does by itself in its quiet hours: keys go on behind the last, statistics are fresh."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from django.apps import apps
            from django.core.management.color import no_style

            for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(sql)
            cursor.execute("VACUUM")
        refresh_table_statistics()
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
