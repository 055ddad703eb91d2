"""How many people a door lets in: the real view, one after the other, on a database of its own.

Check-ins a second, and p50 and p99 of one. Each check-in is a request through the whole stack (session, roles,
CSRF left to the client, templates, trail) on SQLite in a folder that is thrown away.
"""

import os
import statistics
import tempfile
import time
from urllib.parse import urlencode

PEOPLE = 1_009


def measure():
    """All rows: what was asked, and what was measured."""
    with tempfile.TemporaryDirectory(prefix="tongxing-bench-") as folder:
        os.environ["TONGXING_VAR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        from django.db import connection

        rows = _rows(PEOPLE)
        connection.close()
    return {"title": "Check-in through the real view, one after the other", "rows": rows}


def _rows(count: int):
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from tools import catalogues

    catalogues.compile_all()
    os.makedirs(settings.STATIC_ROOT, exist_ok=True)
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    fair, clerk, tickets = _stage(count)

    from django.urls import reverse

    from tongxing.fairs.models.number import new_number

    client = Client()
    client.force_login(clerk)
    door = reverse("fairs:door", args=[fair.pk])
    client.get(door)
    took = []
    began, worked = time.perf_counter(), time.process_time()
    for ticket in tickets:
        start = time.perf_counter()
        body = urlencode({"who": ticket, "number": new_number("A")})
        answer = client.post(door, body, content_type="application/x-www-form-urlencoded")
        took.append(time.perf_counter() - start)
        if b"spoken--good" not in answer.content:
            raise SystemExit("A check-in was refused: the measurement is void.")
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    if fair.attendances.count() != count:
        raise SystemExit("Not every check-in is in the database: the measurement is void.")
    percentiles = statistics.quantiles(took, n=100)
    note = f"processor {processor:.2f} s; on SQLite"
    return [
        {
            "what": f"check-ins a second, {count:,} people",
            "asked": "≥ 200",
            "measured": round(count / seconds),
            "unit": "/s",
            "note": note,
        },
        {"what": "one check-in, median", "asked": "", "measured": round(percentiles[49] * 1000, 2), "unit": "ms"},
        {"what": "one check-in, p99", "asked": "", "measured": round(percentiles[98] * 1000, 2), "unit": "ms"},
    ]


def _stage(count: int):
    """A running fair with ``count`` registered people, and its clerk."""
    from tests import cast
    from tests.fairs.stage import fair_today
    from tongxing.fairs.models import Registration
    from tongxing.fairs.models.number import new_number, new_ticket

    fair = fair_today(region="150200")
    clerk = cast.staff("gao", "高云", "clerk", "150200")
    people = [cast.PersonFactory(phone="") for _person in range(count)]
    made = Registration.objects.bulk_create(
        Registration(fair=fair, person=person, number=new_number("R"), ticket=new_ticket(), means="staff")
        for person in people
    )
    return fair, clerk, [registration.ticket for registration in made]
