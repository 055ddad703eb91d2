"""What lists, counts and searches cost while a province's register grows: with the demo alone, then with 10,000,
100,000 and 1,000,000 invented people besides, on SQLite and on PostgreSQL.

Each database lies in a folder that is thrown away. Each page is asked for through the whole stack, as whoever it is
for; of each query over 20 ms the plan is kept. ``python -m benchmarks.growth SQLITE|POSTGRES [SIZE …]`` runs one.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from benchmarks.measuring import ROOT, spread

SIZES = (10_000, 100_000, 1_000_000)
DATABASES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
ROUNDS = 15
TIMES = 1.5
"""How many times the demo's time a page may take, however many people there are."""
SLOW = 0.020
"""Seconds from which on a query's plan is kept."""
WHO = {
    "": "visitor",
    "han": "lead of the region",
    "gaoyun": "clerk of a city",
    "baoyin": "clerk of a county",
    "naren": "auditor",
    "zhaomin": "employer",
    "lin": "seeker",
}


@dataclass(frozen=True)
class Page:
    """One page: what it is, who asks for it, by which address; ``asked`` goes in the body; ``steps`` pages on."""

    what: str
    who: str
    path: str
    asked: str = ""
    steps: int = 0


PEOPLE = "/account/people/"
INITIALS = "lxw"
PAGES = (
    *(Page("people list", who, PEOPLE) for who in ("han", "gaoyun", "baoyin", "naren")),
    Page("people list, third page", "han", PEOPLE, steps=2),
    Page("people list, third page", "baoyin", PEOPLE, steps=2),
    *(Page("people by family name 王", who, f"{PEOPLE}?q=王") for who in ("han", "gaoyun", "baoyin")),
    Page("people by given name 晓", "han", f"{PEOPLE}?q=晓"),
    Page("people by two signs 晓雯", "baoyin", f"{PEOPLE}?q=晓雯"),
    Page("people by whole name 林晓雯", "han", f"{PEOPLE}?q=林晓雯"),
    Page("people by a name that nobody has", "han", f"{PEOPLE}?q=欧阳修"),
    *(Page("people by sound wang", who, f"{PEOPLE}?q=wang") for who in ("han", "gaoyun", "baoyin")),
    Page("people by sound linxiaowen", "han", f"{PEOPLE}?q=linxiaowen"),
    Page(f"people by initials {INITIALS}", "han", f"{PEOPLE}?q={INITIALS}"),
    Page("people by a sound that nobody has", "baoyin", f"{PEOPLE}?q=zhuangzhou"),
    Page("people by the last four digits", "han", PEOPLE, asked="0001"),
    Page("people by telephone", "han", PEOPLE, asked="19900000001"),
    Page("people by certificate number", "han", PEOPLE, asked="15020219900101001X"),
    Page("one person's record", "han", "/account/people/1/"),
    Page("accounts and roles", "han", "/account/roles/"),
    Page("accounts by name", "han", "/account/roles/?q=乌云"),
    Page("outbox", "han", "/account/outbox/"),
    Page("posts", "", "/jobs/"),
    Page("posts, third page", "", "/jobs/", steps=2),
    Page("posts by word", "", "/jobs/?q=装配"),
    Page("posts by a word that stands nowhere", "", "/jobs/?q=宇航员"),
    Page("posts by place", "", "/jobs/?region={county}"),
    Page("posts by wage, education and need", "", "/jobs/?wage=4000&education=3&accommodation=sign_interpreter"),
    Page("posts from home", "", "/jobs/?home=on"),
    Page("one post", "", "/jobs/1/"),
    Page("posts that suit me", "lin", "/jobs/matches/"),
    Page("shortlist", "han", "/jobs/1/shortlist/"),
    Page("shortlist", "zhaomin", "/jobs/{own}/shortlist/"),
    Page("shortlist with an accommodation that brings people", "han", "/jobs/{lever}/shortlist/"),
    Page("applications", "zhaomin", "/jobs/applications/"),
    Page("applications", "lin", "/jobs/applications/"),
    *(Page("requests for accommodations", who, "/jobs/requests/") for who in ("han", "gaoyun", "baoyin", "zhaomin")),
    Page("organisation", "", "/organisations/1/"),
    *(Page("my day", who, "/start/") for who in ("han", "gaoyun", "baoyin", "naren", "zhaomin", "lin")),
    Page("my record", "lin", "/account/me/"),
    Page("front page", "", "/"),
    Page("campaign", "", "/campaigns/dec-2025/"),
    Page("campaign", "han", "/campaigns/dec-2025/"),
    Page("figures", "", "/figures/dec-2025/"),
    Page("fair", "han", "/fairs/1/"),
    Page("people of a fair", "han", "/fairs/1/people/"),
    Page("people of a fair by name", "han", "/fairs/1/people/?q=王"),
    Page("door, by name", "han", "/fairs/3/door/?q=王"),
    Page("follow-ups", "han", "/zones/follow-ups/"),
    Page("rounds", "baoyin", "/rounds/"),
    Page("who needs help to leave", "han", "/control/1/"),
)


def measure():
    """All rows: a page of one database, with the time at most what is asked."""
    rows = []
    for database in DATABASES:
        rows += measured_on(database, SIZES)
    return {"title": f"Lists, counts and searches with up to {SIZES[-1]:,} people", "rows": rows}


def measured_on(database: str, sizes) -> list[dict]:
    """The rows of one database, measured in a process of its own over a throw-away database."""
    with tempfile.TemporaryDirectory(prefix="tongxing-bench-") as folder:
        environment = {**os.environ, "TONGXING_VAR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        environment.pop("DATABASE_URL", None)
        inside = [sys.executable, "-m", "benchmarks.growth", "inside", f"{folder}/rows.json", *map(str, sizes)]
        around = [sys.executable, str(ROOT / "tools" / "postgres.py")] if database == "postgres" else []
        subprocess.run([*around, *inside], cwd=ROOT, env=environment, check=True)
        measurements = json.loads(Path(folder, "rows.json").read_text(encoding="utf-8"))
    return [_row(DATABASES[database], page) for page in measurements]


def _row(database: str, page: dict) -> dict:
    """What the table says of one page on one database."""
    demo, *others = page["sizes"]
    last = others[-1]
    before = ", ".join(
        f"{size['people']:,} people {size['median']} ms (processor {size['processor']} ms)"
        for size in (demo, *others[:-1])
    )
    note = f"{before}; {last['queries']} queries"
    if last["rows"] is not None and last["rows"] != demo["rows"]:
        note += f"; shows {last['rows']} rows, the demo {demo['rows']}"
    for plan in last["plans"]:
        note += f"; {plan['ms']} ms: {plan['plan']}"
    who = f" as {WHO[page['who']]}" if page["who"] else ""
    asked = f"≤ {TIMES * demo['median']:.3g} ms"
    times = {name: last[name] for name in ("measured", "unit", "median", "least", "greatest", "rounds", "processor")}
    return {"what": f"{page['what']}{who}, {database}", "asked": asked, **times, "note": note, "sizes": page["sizes"]}


def inside(file: str, *sizes: int) -> None:
    """Load the demo, measure, grow, measure …; what was measured goes into ``file``."""
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks import growth_data
    from tools import catalogues

    catalogues.compile_all()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    _load_demo()
    _measure_all(file, sizes, growth_data)


def _load_demo() -> None:
    from django.core.management import call_command

    from tongxing.people.models import Person

    if not Person.objects.exists():
        with open(os.devnull, "w") as nowhere:
            call_command("demo", stdout=nowhere, stderr=nowhere)


def _measure_all(file, sizes, growth_data) -> None:
    from django.db import connection

    from tongxing.people.models import Person

    pages = [{"what": page.what, "who": page.who, "sizes": []} for page in PAGES]
    added = 0
    for size in (0, *sizes):
        began = time.perf_counter()
        growth_data.grow(size - added)
        added = size
        count = Person.objects.count()
        print(f"{connection.vendor}: {count:,} people, loaded in {time.perf_counter() - began:.0f} s", flush=True)
        places = _places()
        for page, row in zip(PAGES, pages, strict=True):
            row["sizes"].append({"people": count, **_page(page, places)})
            last = row["sizes"][-1]
            took = f"{last['median']:>9} ms  {last['processor']:>7} ms processor  {last['queries']:>3} queries"
            print(f"  {took}  {page.what} as {WHO[page.who]}", flush=True)
            for plan in last["plans"]:
                print(f"             {plan['ms']} ms: {plan['plan']}\n             {plan['sql'][:1000]}", flush=True)
        Path(file).write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")


def _places() -> dict[str, int]:
    """What the addresses need to know of this database."""
    from tongxing.jobs.models import Lever, Vacancy
    from tongxing.organisations.models import Membership
    from tongxing.people.models import Region

    own = Membership.objects.values_list("organisation")
    return {
        "county": Region.objects.get(code="150203").pk,
        "own": Vacancy.objects.filter(employer__in=own, state="open").values_list("pk", flat=True).order_by("pk")[0],
        "lever": Lever.objects.filter(vacancy__state="open").values_list("vacancy", flat=True).order_by("pk")[0],
    }


def _page(page: Page, places: dict) -> dict:
    from django.db import connection
    from django.template import Template
    from django.test.utils import CaptureQueriesContext, instrumented_test_render

    client, path = _client(page.who), page.path.format(**places)
    for _step in range(page.steps):
        answer = client.get(path)
        ways = re.findall(r'rel="next" href="\?([^"]+)"', answer.content.decode())
        if ways:
            path = f"{page.path.format(**places).partition('?')[0]}?{ways[0].replace('&amp;', '&')}"

    def ask():
        return client.post(path, {"q": page.asked}) if page.asked else client.get(path)

    with mock.patch.object(Template, "_render", instrumented_test_render):  # once, to see what the page shows
        answer = ask()
    if answer.status_code != 200:
        raise SystemExit(f"{page.what} at {path} answered {answer.status_code}: the measurement is void.")
    listed = answer.context.get("page")
    if page.path.partition("?")[0] == PEOPLE:
        _compare(page, listed)
    with CaptureQueriesContext(connection) as asked:
        ask()
    queries = list(asked)
    times, worked = [], []
    for _round in range(ROUNDS):
        began, before = time.perf_counter(), time.process_time()
        ask()
        times.append(time.perf_counter() - began)
        worked.append(time.process_time() - before)
        if sum(times) > 20:
            break
    slow = [query for query in queries if float(query["time"]) >= SLOW]
    plans = [
        {"ms": round(1000 * float(query["time"])), "plan": _plan(query["sql"]), "sql": query["sql"]} for query in slow
    ]
    processor = round(1000 * statistics.median(worked), 1)
    rows = None if listed is None else len(list(listed))
    return {**spread(times, "ms"), "processor": processor, "queries": len(queries), "rows": rows, "plans": plans}


def _compare(page: Page, shown) -> None:
    """Raise ``SystemExit`` unless a slow plain query over the people themselves finds who was shown, and as many."""
    from django.db.models import Q

    from tongxing.people.access import STAFF
    from tongxing.people.models import Account, Person

    reach = Q(pk__in=[])
    for role in Account.objects.get(username=page.who).roles.filter(what__in=STAFF).select_related("region"):
        reach |= Q(region__path__startswith=role.region.path)
    asked = page.asked or page.path.partition("?q=")[2]
    people = Person.objects.filter(reach)
    if asked == INITIALS:  # no column of a person has them
        return
    if asked.isascii() and asked.isalpha():
        people = people.filter(sound__contains=asked)  # the middle of a syllable too: more than is shown
    elif asked and not asked.isascii():
        people = people.filter(name_key__contains=asked)
    elif asked:
        return
    keys = [person.pk for person in shown]
    if people.filter(pk__in=keys).count() != len(set(keys)) or len(set(keys)) != len(keys):
        raise SystemExit(f"{page.what} shows somebody whom a plain query does not find, or somebody twice.")
    if not (asked.isascii() and asked):
        count = people.count()
        right = count == shown.count.number if shown.count.is_exact else count > shown.count.number
        if not right:
            raise SystemExit(f"{page.what} counts {shown.count}, a plain query {count}.")


def _client(who: str):
    from django.test import Client

    from tongxing.people.models import Account, Person

    client = Client()
    if who:
        account = Person.objects.filter(name="林晓雯").order_by("pk")[0].account if who == "lin" else None
        client.force_login(account or Account.objects.get(username=who))
    return client


def _plan(sql: str) -> str:
    """How the database goes about a query, in one line."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
            return " / ".join(row[-1] for row in cursor.fetchall())
        cursor.execute("EXPLAIN " + sql.replace("%", "%%"))
        lines = [re.sub(r"\s+\(cost=.*", "", row[0]).strip(" ->") for row in cursor.fetchall()]
    return " / ".join(line for line in lines if re.search("Scan|Sort|Join|Loop", line))


def main(database: str, *rest: str) -> None:
    if database == "inside":
        inside(rest[0], *map(int, rest[1:]))
        return
    for row in measured_on(database, tuple(map(int, rest)) or SIZES):
        print(f"{row['measured']:>9} ms ({row['asked']})  {row['what']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
