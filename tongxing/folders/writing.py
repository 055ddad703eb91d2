"""Writing a campaign folder: beside its place first, then moved there, so that nothing half-written is ever found."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import tomli_w

from tongxing.common.sheets import Column, OutSheet, write, write_csv
from tongxing.folders.format import FORMS, Form

OUTLINE = "campaign.toml"
REGIONS = "regions.csv"


def write_folder(
    folder: Path, outline: dict[str, Any], rows: dict[str, dict[str, list[dict]]], regions: list[list] | None = None
) -> None:
    """Write ``outline`` and, for each event key, the rows of each sheet that has any.

    Readable by its owner alone: the sheets hold identity numbers. What stood in ``folder`` is replaced as a whole.
    """
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))  # made with mode 0700
    try:
        _put(beside / OUTLINE, tomli_w.dumps(outline, multiline_strings=True).encode())
        if regions:
            _put(beside / REGIONS, write_csv(["代码", "名称", "级别", "上级", "起", "止"], regions))
        for key, sheets in rows.items():
            (beside / key).mkdir(mode=0o700)
            for name, form in FORMS.items():
                if not sheets.get(name):
                    continue
                _put(beside / key / form.file, _file(form, sheets[name]))
        _take_place(beside, folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _file(form: Form, rows: list[dict]) -> bytes:
    cells = [[row.get(field.field, "") for field in form.fields] for row in rows]
    if form.file.endswith(".csv"):
        return write_csv([field.name for field in form.fields], cells)
    return write([OutSheet(form.sheet, [Column(field.name, field.width) for field in form.fields], cells)])


def _put(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)


def _take_place(beside: Path, folder: Path) -> None:
    """Move the new folder to its place; what stood there steps aside first and comes back if that fails."""
    if not folder.exists():
        beside.rename(folder)
        return
    old = beside.with_name(beside.name + "-old")
    folder.rename(old)
    try:
        beside.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old)
