"""What encryption of the embedded database costs: pages of the demo and an import, with it and without.

The demo is loaded once, encrypted; a copy of it in clear is made for Django's own backend. The two take turns, each
time in a process of its own, so that whatever else the machine does meets both.
"""

import os
import shutil
import statistics
import tempfile

TURNS = 3
SETTINGS = {"encrypted": "config.settings", "in clear": "benchmarks.plain"}


def measure():
    """All rows: what was asked, and what was measured."""
    from benchmarks.measuring import in_a_process, spread

    with tempfile.TemporaryDirectory(prefix="tongxing-bench-") as folder:
        places = {way: os.path.join(folder, str(number)) for number, way in enumerate(SETTINGS)}
        in_a_process("benchmarks.store", "load", *places.values())
        pages = {way: {} for way in SETTINGS}
        imports = {way: [] for way in SETTINGS}
        for _turn in range(TURNS):
            for way, module in SETTINGS.items():
                for what, seconds in in_a_process("benchmarks.store", "ask", module, places[way]).items():
                    pages[way].setdefault(what, []).extend(seconds)
            for way, module in SETTINGS.items():
                imports[way].append(in_a_process("benchmarks.store", "take_in", module))
    rows = []
    ratios = []
    for what, seconds in pages["encrypted"].items():
        ratio = statistics.median(seconds) / statistics.median(pages["in clear"][what])
        ratios.append(ratio)
        rows.append(
            {"what": what, "asked": "", **spread(seconds, "ms"), "note": _beside(ratio, pages["in clear"][what])}
        )
    mean = round(statistics.geometric_mean(ratios), 3)
    rows.insert(0, {"what": "pages: times as long as in clear", "asked": "≤ 1.1", "measured": mean, "unit": "×"})
    ratio = statistics.median(imports["encrypted"]) / statistics.median(imports["in clear"])
    note = f"{ratio:.2f} × the {statistics.median(imports['in clear']):.2f} s in clear"
    rows.append({"what": "import of 5,000 posts", "asked": "≤ 10 s", **spread(imports["encrypted"]), "note": note})
    return {"title": "The encrypted database beside one in clear", "rows": rows}


def _beside(ratio, seconds):
    return f"{ratio:.2f} × the {statistics.median(seconds) * 1000:.1f} ms in clear"


def load(encrypted, clear):
    """The demo in the folder ``encrypted``, and the same in clear in the folder ``clear``."""
    os.environ["TONGXING_VAR"] = encrypted
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import io

    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("demo", stdout=io.StringIO(), stderr=io.StringIO())
    shutil.copytree(encrypted, clear, ignore=shutil.ignore_patterns("tongxing.sqlite3*"))
    path = os.path.join(clear, os.path.basename(settings.DATABASES["default"]["NAME"]))
    with connection.cursor() as cursor:
        cursor.execute("ATTACH DATABASE %s AS clear KEY ''", [path])
        cursor.execute("SELECT sqlcipher_export('clear')")
        cursor.execute("DETACH DATABASE clear")
    connection.close()


def ask(module, folder):
    """Page → seconds of each round."""
    os.environ["TONGXING_VAR"], os.environ["DJANGO_SETTINGS_MODULE"] = folder, module
    import django

    django.setup()
    from benchmarks.pages import PAGES, WHO, seconds_of
    from tongxing.people.models import Account, Person

    readers = {"": None, "han": Account.objects.get(username="han")}
    readers["lin"] = Person.objects.get(name="林晓雯").account
    return {f"`{path}` as {WHO[who]}": seconds_of(readers[who], path)[0] for who, path in PAGES}


def take_in(module):
    """Seconds of a first import, in an empty database."""
    from benchmarks.intake import ROWS, one_round, sheet

    os.environ["DJANGO_SETTINGS_MODULE"] = module
    with tempfile.TemporaryDirectory(prefix="tongxing-bench-") as folder:
        for name, more in (("first", 0), ("corrected", 50)):
            with open(os.path.join(folder, f"{name}.xlsx"), "wb") as file:
                file.write(sheet(ROWS, more))
        return one_round(folder)["took"][0][0]
