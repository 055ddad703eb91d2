"""What a page costs with the demo loaded: server time, queries, and the weight of the campaign page over the wire.

``python -m benchmarks.pages [ROUNDS]``: loads the demo into a folder that is thrown away (and says how long that
took), then asks for each page through the whole stack, in turn, as whoever it is for.
"""

import gzip
import io
import os
import re
import statistics
import sys
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


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory(prefix="tongxing-bench-") as folder:
        os.environ["TONGXING_VAR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        _measure(rounds)
        from django.db import connection

        connection.close()


def _measure(rounds: int) -> None:
    from django.conf import settings
    from django.core.management import call_command

    from benchmarks.measuring import machine
    from tongxing.people.models import Account, Person
    from tools import catalogues

    catalogues.compile_all()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    print(machine())
    began = time.perf_counter()
    call_command("demo", stdout=io.StringIO(), stderr=io.StringIO())
    print(f"loading the demo: {time.perf_counter() - began:.1f} s")
    readers = {"": None, "han": Account.objects.get(username="han")}
    readers["lin"] = Person.objects.get(name="林晓雯").account
    for who, path in PAGES:
        times, queries, size = _page(readers[who], path, rounds)
        print(
            f"{path:<46} {who or 'visitor':<8} median {statistics.median(times):6.1f} ms, "
            f"from {min(times):.1f} to {max(times):.1f}, {queries} queries, {size / 1000:.0f} kB"
        )
    _weigh(settings)


def _client(account):
    from django.test import Client

    client = Client()
    if account is not None:
        client.force_login(account)
    return client


def _page(account, path: str, rounds: int):
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
    for _round in range(rounds):
        start = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - start) * 1000)
    return times, queries, len(answer.content)


def _weigh(settings) -> None:
    """The campaign page with everything it asks for, compressed as the server sends it."""
    page = _client(None).get("/campaigns/dec-2025/").content.decode()
    total = len(gzip.compress(page.encode()))
    for name in re.findall(r'(?:href|src)="/static/([^"]+)"', page):
        path = Path(settings.STATIC_ROOT) / name
        packed = path.with_name(path.name + ".gz")
        total += (packed if packed.exists() else path).stat().st_size
    print(f"campaign page over the wire, style and script included: {total / 1000:.1f} kB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
