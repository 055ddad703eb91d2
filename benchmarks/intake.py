"""How long a spreadsheet of posts takes: the file itself, every row understood, compared and written.

Five rounds, each in a process of its own with an empty SQLite database in a folder that is thrown away; median and
spread of the first import, of the same file again (it changes nothing) and of a file with every wage corrected, and
the peak memory of the process so far.
"""

import io
import os
import statistics
import tempfile
import time

ROUNDS, ROWS = 5, 5_000
TOP = [
    *(
        "单位名称",
        "统一社会信用代码",
        "行业",
        "岗位名称",
        "招聘人数",
        "月薪",
        "学历要求",
        "旗县",
        "工作地点",
        "工作时间",
    ),
    *("岗位职责", "岗位要求", "技能要求", "可提供便利", "可安排便利", "联系人", "联系电话"),
]


def sheet(rows: int, raise_by: int = 0) -> bytes:
    """A workbook of ``rows`` posts of a tenth as many employers."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    out = book.create_sheet("岗位")
    out.append(TOP)
    for n in range(rows):
        low = 3000 + n % 40 * 100 + raise_by
        out.append(
            [
                *(
                    f"演示第{n // 10}制造有限公司",
                    "",
                    "制造业",
                    f"装配工{n % 10}号线",
                    n % 20 + 1,
                    f"{low}-{low + 2000}",
                ),
                *("初中及以上", "昆都仑区", f"包头市昆都仑区钢铁大街{n % 300}号", "每周40小时"),
                *("按图纸装配零件，记录数量，保持工位整洁。" * 3, "能看懂图纸，有耐心。可接受培训。" * 2, "装配、看图"),
                *("无台阶通道、书面说明、可以坐着工作", "手语翻译、弹性工作时间", "王女士", f"199{n:08d}"),
            ]
        )
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def one_round(folder: str):
    """The seconds of the three imports, by the clock and by the processor, and the peaks in MiB."""
    os.environ["TONGXING_VAR"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from benchmarks.measuring import peak_mib
    from tests.cast import FairFactory, region
    from tongxing.fairs.actions.intake import import_vacancies
    from tongxing.fairs.intake import VACANCIES, look

    region("150203")
    fair = FairFactory(event__region="150200", state="posts")
    took, peaks = [], []
    for name, kind in (("first", "new"), ("first", "unchanged"), ("corrected", "changed")):
        with open(os.path.join(folder, f"{name}.xlsx"), "rb") as file:
            data = file.read()
        start, worked = time.perf_counter(), time.process_time()
        seen = look(fair=fair, kind=VACANCIES, data=data, name="岗位.xlsx", by="benchmark")
        done = import_vacancies(fair=fair, lines=seen.lines, by="benchmark", seen=seen.comparison.fingerprint())
        took.append([time.perf_counter() - start, time.process_time() - worked])
        counts = done.counts()
        if counts[kind] != sum(counts.values()):
            raise SystemExit(f"Expected every row to be {kind}: {counts}. The measurement is void.")
        peaks.append(peak_mib())
        del seen, done, data
    return {"took": took, "peaks": peaks}


def measure():
    """All rows: what was asked, and what was measured."""
    from benchmarks.measuring import in_a_process, spread

    rounds = []
    for _round in range(ROUNDS):
        with tempfile.TemporaryDirectory(prefix="tongxing-bench-") as folder:
            for name, more in (("first", 0), ("corrected", 50)):
                with open(os.path.join(folder, f"{name}.xlsx"), "wb") as file:
                    file.write(sheet(ROWS, more))
            rounds.append(in_a_process("benchmarks.intake", "one_round", folder))
    rows = []
    for index, (what, asked) in enumerate(
        (("first import", "≤ 10 s"), ("the same file again", ""), ("every wage corrected", ""))
    ):
        worked = statistics.median(one["took"][index][1] for one in rounds)
        peak = round(statistics.median(one["peaks"][index] for one in rounds))
        times = spread([one["took"][index][0] for one in rounds])
        note = f"processor {worked:.2f} s"
        rows.append({"what": what, "asked": asked, **times, "peak_mib": peak, "note": note})
    first = {"what": "first import: peak memory", "asked": "≤ 300 MiB", "measured": rows[0]["peak_mib"], "unit": "MiB"}
    return {"title": f"Import of a sheet of {ROWS:,} posts", "rows": [rows[0], first, *rows[1:]]}
