"""What a page costs with the demo loaded: server time, queries, and the weight of the campaign page over the wire.

Loads the demo into a folder that is thrown away (and says how long that took), then asks for each page through the
whole stack, in turn, as whoever it is for.
"""

import gzip
import io
import os
import re
import tempfile
import time
from pathlib import Path

PAGES = (
    ("", "/"),
    ("", "/campaigns/dec-2025/"),
    ("", "/campaigns/dec-2025/events/fair.region/"),
    ("", "/figures/dec-2025/"),
    ("", "/figures/dec-2025/fair.region.attendances/"),
    ("", "/jobs/"),
    ("", "/jobs/1/"),
    ("", "/fairs/1/"),
    ("lin", "/jobs/matches/"),
    ("lin", "/account/me/"),
    ("han", "/start/"),
    ("han", "/fairs/1/"),
    ("han", "/fairs/1/timetable/"),
    ("han", "/jobs/1/shortlist/"),
    ("han", "/account/people/"),
    ("han", "/figures/dec-2025/fair.region.attendances/"),
)


ROUNDS = 21
WHO = {"": "visitor", "lin": "seeker", "han": "lead"}


def measure():
    """All rows: what was asked, and what was measured."""
    with tempfile.TemporaryDirectory(prefix="tongxing-bench-") as folder:
        os.environ["TONGXING_VAR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        rows = list(_rows())
        from django.db import connection

        connection.close()
    return {"title": "Pages, with the demo loaded, on SQLite", "rows": rows}


def _rows():
    from django.conf import settings
    from django.core.management import call_command

    from benchmarks.measuring import spread
    from tongxing.people.models import Account, Person
    from tools import catalogues

    catalogues.compile_all()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    began = time.perf_counter()
    call_command("demo", stdout=io.StringIO(), stderr=io.StringIO())
    yield _row("loading the demo", "≤ 60 s", round(time.perf_counter() - began, 1), "s")
    readers = {"": None, "han": Account.objects.get(username="han")}
    readers["lin"] = Person.objects.get(name="林晓雯").account
    most = 0
    for who, path in PAGES:
        seconds, queries, size = seconds_of(readers[who], path)
        most = max(most, queries)
        note = f"{queries} queries, {size / 1000:.0f} kB"
        yield {"what": f"`{path}` as {WHO[who]}", "asked": "≤ 50 ms", **spread(seconds, "ms"), "note": note}
    yield _row("queries of the page that makes most", "≤ 15", most, "")
    weight = round(_weight(settings) / 1000, 1)
    yield _row("campaign page over the wire, style and script included", "≤ 100 kB", weight, "kB")


def _row(what, asked, measured, unit):
    return {"what": what, "asked": asked, "measured": measured, "unit": unit}


def _client(account):
    from django.test import Client

    client = Client()
    if account is not None:
        client.force_login(account)
    return client


def seconds_of(account, path: str):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _client(account)
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    queries = len(asked)  # now: the next request clears the list
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}: the measurement is void.")
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        client.get(path)
        times.append(time.perf_counter() - start)
    return times, queries, len(answer.content)


def _weight(settings) -> int:
    """Bytes of the campaign page with everything it asks for, compressed as the server sends it."""
    page = _client(None).get("/campaigns/dec-2025/").content.decode()
    total = len(gzip.compress(page.encode()))
    for name in re.findall(r'(?:href|src)="/static/([^"]+)"', page):
        path = Path(settings.STATIC_ROOT) / name
        packed = path.with_name(path.name + ".gz")
        total += (packed if packed.exists() else path).stat().st_size
    return total
