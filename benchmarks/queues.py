"""A whole day at the queues of a fair, played through the real actions: are the ranges right that people are told?

Three days of 236 people at four desks with eleven places, on SQLite in a folder that is thrown away. What happens is
drawn beforehand and known to nobody: true services take other than expected and change at noon, people leave, step
out, are not heard, have interviews, wait at two desks, are called before others. Counted afterwards from the entries
alone: who waited within the range told when the number was taken, who was passed without a reason, who was called
into an interview.
"""

import os
import statistics
import tempfile
import time

SEEDS = (11, 12, 13)


def measure():
    """All rows: what was asked, and what was measured."""
    with tempfile.TemporaryDirectory(prefix="tongxing-bench-") as folder:
        os.environ["TONGXING_VAR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        from tests import cast

        staff = cast.staff("gao", "高云", "clerk", "150200")
        days = [_day(staff, seed) for seed in SEEDS]
        connection.close()
    return {"title": "A day at the queues, played through the real actions", "rows": _rows(days)}


def _day(staff, seed):
    from tests.fairs.stage import fair_today
    from tests.queues.simulated_day import Day
    from tongxing.queues.learning import right_ranges
    from tongxing.queues.models import Number

    fair = fair_today(name=f"第{seed}天")
    took = []
    day = Day(fair, staff, seed=seed)
    act = day._act

    def clocked(action, **said):
        began = time.perf_counter()
        try:
            return act(action, **said)
        finally:
            took.append(time.perf_counter() - began)

    day._act = clocked
    day.play()
    right, told = right_ranges(fair)
    numbers = list(Number.objects.filter(desk__fair=fair).select_related("visitor").order_by("desk", "order"))
    return {
        "right": right,
        "told": told,
        "widths": [one.told_most - one.told_least for one in numbers],
        "waits": [one.waited().total_seconds() / 60 for one in numbers if one.first_called_at],
        "silent": _passed_in_silence(numbers),
        "interviews": _called_into_an_interview(numbers),
        "took": took,
    }


def _passed_in_silence(numbers):
    """Pairs at one desk of which the later number was called first, while the earlier one waited, without a reason."""
    from tongxing.queues.models import Overtaking

    told = set(Overtaking.objects.filter(number__in=numbers).values_list("number", "ahead"))
    return sum(
        1
        for earlier in numbers
        for later in numbers
        if earlier.desk_id == later.desk_id and earlier.order < later.order and later.first_called_at
        if not earlier.first_called_at or earlier.first_called_at > later.first_called_at
        if not earlier.ended_at or earlier.ended_at > later.first_called_at
        if (earlier.pk, later.pk) not in told
    )


def _called_into_an_interview(numbers):
    from tongxing.fairs.models import Interview

    held = Interview.objects.filter(registration__visitor__numbers__in=numbers).distinct()
    times = {}
    for one in held:
        times.setdefault(one.registration_id, []).append((one.starts_at, one.ends_at))
    return sum(
        begins <= one.first_called_at < ends
        for one in numbers
        if one.first_called_at
        for begins, ends in times.get(one.visitor.registration_id, [])
    )


def _rows(days):
    right, told = sum(day["right"] for day in days), sum(day["told"] for day in days)
    shares = [round(100 * day["right"] / day["told"], 1) for day in days]
    waits = [wait for day in days for wait in day["waits"]]
    widths = [width for day in days for width in day["widths"]]
    took = statistics.quantiles([one for day in days for one in day["took"]], n=100)
    note = f"{right} of {told} numbers; the days one by one: {', '.join(f'{share} %' for share in shares)}"
    return [
        {
            "what": "waited within the range they were told",
            "asked": "≥ 80",
            "measured": round(100 * right / told, 1),
            "unit": "%",
            "note": note,
        },
        {"what": "width of a range, median", "asked": "", "measured": statistics.median(widths), "unit": "min"},
        {
            "what": "wait, median",
            "asked": "",
            "measured": round(statistics.median(waits), 1),
            "unit": "min",
            "note": f"the longest {max(waits):.0f} min",
        },
        {
            "what": "passed without a reason that they could read",
            "asked": "0",
            "measured": sum(day["silent"] for day in days),
            "unit": "people",
        },
        {
            "what": "called while in an interview",
            "asked": "0",
            "measured": sum(day["interviews"] for day in days),
            "unit": "people",
        },
        {
            "what": "one act at a desk, median",
            "asked": "",
            "measured": round(took[49] * 1000, 1),
            "unit": "ms",
            "note": f"p99 {took[98] * 1000:.0f} ms, refused ones too",
        },
    ]
