"""The README tells the commands that there are."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def test_every_command_in_the_readme_is_a_target():
    named = set(re.findall(r"`make ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8")))

    assert {"run", "test"} <= named
    assert named <= targets()


def test_every_dependency_has_its_reason_and_every_reason_its_dependency():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.split("[tool.tongxing.reasons]")[1].split("\n[")[0]
    reasons = set(re.findall(r"^([a-z0-9-]+) = ", block, re.M))
    listed = set()
    for name in ("run.in", "region.in", "develop.in"):
        for line in (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                listed.add(re.split(r"[\[~=<>]", line)[0])

    assert reasons == listed


def test_lists_hold_hashes_and_no_index():
    for name in ("run.txt", "region.txt", "develop.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "index-url" not in text


def packages(name: str) -> set[str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9-]+)==", text, re.M))


def test_the_site_installs_nothing_that_only_a_region_or_a_check_needs():
    assert packages("run.txt").isdisjoint({"duckdb", "distributed", "dask", "babel", "polars", "pyarrow"})
    assert packages("run.txt") < packages("region.txt") < packages("develop.txt")
