"""Anchors: signed lines outside the database, and the first entry that does not agree with one."""

import base64
import contextlib
import dataclasses
import io
import json
import subprocess
from datetime import datetime
from unittest import mock

import pytest
from django.core.management import CommandError, call_command

from tests.cast import CampaignFactory
from tests.trail.test_trail import chain_anew
from tongxing.common.command import Problems
from tongxing.common.refusal import Refused
from tongxing.trail import anchors
from tongxing.trail.actions import record, write_anchor
from tongxing.trail.chain import faults
from tongxing.trail.models import Entry, Head

pytestmark = pytest.mark.usefixtures("past_the_guards")

FIRST_DAY, SECOND_DAY = "2025-12-03 20:00+08:00", "2025-12-04 20:00+08:00"


def at(moment):
    """As if it were ``moment``."""
    return mock.patch("django.utils.timezone.now", return_value=datetime.fromisoformat(moment))


@pytest.fixture(autouse=True)
def _own_anchors(settings, tmp_path):
    settings.ANCHORS = tmp_path / "anchors"


@pytest.fixture
def anchored(gao):
    """Three entries, an anchor, three entries (the first of them tells of the anchor), another anchor."""
    campaign = CampaignFactory()
    for day, acts in ((FIRST_DAY, ("1", "2", "3")), (SECOND_DAY, ("5", "6"))):
        with at(day):
            for act in acts:
                record(act, campaign, by=gao)
            write_anchor(by="anchor")
    return list(Entry.objects.order_by("pk"))


def verify(*arguments) -> dict:
    """The report of ``trail verify``, whether it ends with a fault or not."""
    out = io.StringIO()
    with contextlib.suppress(Problems):
        call_command("trail", "verify", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def first_fault(*arguments):
    found = verify(*arguments)["faults"]
    return found[0]["entry"] if found else None


def forge(entry, settings) -> None:
    """Alter an entry and chain everything anew, the head included, with the installation's own key."""
    Entry.objects.filter(pk=entry.pk).update(act="another act")
    chain_anew(Entry.objects.order_by("pk"), settings.SECRETS.trail[0])


def test_a_line_says_when_how_many_and_the_last_hash(anchored):
    lines = [line for line in anchors.own_text().splitlines() if not line.startswith("#")]

    assert lines[0].startswith(f"2025-12-03T20:00:00+08:00 entries=3 head={anchored[2].hash} signature=")
    assert len(lines) == 2


def test_an_untouched_trail_agrees_with_its_anchors(anchored):
    report = verify()

    assert (report["faults"], report["anchors"], report["entries"]) == ([], 2, 7)


def test_an_entry_altered_by_who_holds_the_key_is_found_by_the_anchor_after_it(anchored, settings):
    forge(anchored[4], settings)

    assert list(faults()) == []
    [fault] = verify()["faults"]
    assert fault["entry"] == anchored[5].pk
    assert "前 3 条" in fault["what"]


def test_an_entry_altered_before_the_first_anchor_is_found_by_the_first(anchored, settings):
    forge(anchored[0], settings)

    assert first_fault() == anchored[2].pk


def test_a_trail_cut_by_who_holds_the_key_is_missed_at_the_first_entry_that_is_gone(anchored, settings):
    for entry in anchored[3:]:
        entry.delete()
    chain_anew(Entry.objects.order_by("pk"), settings.SECRETS.trail[0])

    assert list(faults()) == []
    assert first_fault() == 4


def test_an_emptied_trail_is_never_unbroken_where_there_is_an_anchor(anchored):
    Entry.objects.all().delete()
    Head.objects.all().delete()

    assert list(faults()) == []
    assert first_fault() == 1


def test_the_auditors_own_copy_is_compared(anchored, settings, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text(anchors.own_text())
    anchors.path_of_own().unlink()
    forge(anchored[4], settings)

    assert first_fault("--anchor", str(copy)) == anchored[5].pk


def test_a_line_or_a_file_taken_away_is_missed(anchored):
    path = anchors.path_of_own()
    whole = path.read_text().splitlines(keepends=True)
    path.write_text("".join(whole[:-1]))
    assert ["2025-12-04" in fault["what"] for fault in verify()["faults"]] == [True]

    path.unlink()
    assert len(verify()["faults"]) == 2


def test_a_line_that_was_altered_is_named(anchored):
    path = anchors.path_of_own()
    path.write_text(path.read_text().replace("entries=3", "entries=2"))

    assert "第 3 行" in verify()["faults"][0]["what"]


@pytest.mark.parametrize(
    "line", ["anything", "2025-12-03T20:00:00+08:00 entries=3 head=00", "x entries=1 head=" + "0" * 64 + " signature=é"]
)
def test_what_is_no_anchor_is_told_with_its_line(anchored, tmp_path, line):
    path = tmp_path / "copy.txt"
    path.write_text(line)

    assert "第 1 行" in verify("--anchor", str(path))["faults"][0]["what"]


def test_an_empty_file_of_anchors_proves_nothing(anchored, tmp_path):
    path = tmp_path / "copy.txt"
    path.write_text("")

    assert verify("--anchor", str(path))["faults"]


def test_a_file_that_is_not_there_is_wrong_use(anchored, tmp_path):
    with pytest.raises(CommandError, match=r"nowhere.txt") as ended:
        call_command("trail", "verify", "--anchor", str(tmp_path / "nowhere.txt"))

    assert ended.value.returncode == 2


def test_another_installations_line_is_not_believed(anchored, settings, tmp_path):
    path = tmp_path / "copy.txt"
    with_other = dataclasses.replace(settings.SECRETS, anchor=("ab" * 32,))
    mine, settings.SECRETS = settings.SECRETS, with_other
    path.write_text(anchors.line_of(anchors.Anchor("2025-12-03T20:00:00+08:00", 3, anchored[2].hash)))
    settings.SECRETS = mine

    assert "不是" in verify("--anchor", str(path))["faults"][0]["what"]


def test_anchors_of_a_key_that_was_replaced_are_still_believed(anchored, settings):
    settings.SECRETS = dataclasses.replace(settings.SECRETS, anchor=("ab" * 32, *settings.SECRETS.anchor))

    assert verify()["faults"] == []


def test_an_auditor_needs_the_public_key_alone(anchored, settings, tmp_path):
    out = io.StringIO()
    call_command("trail", "public-key", stdout=out)
    key = tmp_path / "key.pem"
    key.write_text(out.getvalue())
    settings.SECRETS = dataclasses.replace(settings.SECRETS, anchor=("ab" * 32,))

    assert verify("--public-key", str(key))["faults"] == []
    assert len(verify()["faults"]) == 4  # two lines that nobody signed, and so two anchors that are missing


def test_openssl_checks_a_line_without_tongxing(anchored, tmp_path):
    """As docs/how-to/operate.md tells the auditor."""
    line = anchors.own_text().splitlines()[2]
    signed, _space, signature = line.partition(" signature=")
    (tmp_path / "line").write_text(signed)
    (tmp_path / "signature").write_bytes(base64.urlsafe_b64decode(signature))
    (tmp_path / "key.pem").write_text(anchors.public_key_text())

    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "line"]
    done = subprocess.run(
        [*command, "-sigfile", "signature"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (done.returncode, "Success" in done.stdout) == (0, True)


@pytest.mark.parametrize("text", ["", "no key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
def test_a_file_without_a_key_is_a_sentence(anchored, tmp_path, text):
    path = tmp_path / "key.pem"
    path.write_text(text)

    with pytest.raises(CommandError, match=r"key.pem") as ended:
        call_command("trail", "verify", "--public-key", str(path))

    assert ended.value.returncode == 1


def test_a_day_has_one_line_and_the_next_day_another(anchored):
    with at(SECOND_DAY):
        call_command("trail", "anchor", "--daily", stdout=io.StringIO())
    assert len(anchors.read(anchors.own_text(), anchors.public_keys())[0]) == 2

    with at("2025-12-05 00:01+08:00"):
        assert anchors.is_due()
        call_command("trail", "anchor", "--daily", stdout=io.StringIO())
        assert not anchors.is_due()
    assert len(anchors.read(anchors.own_text(), anchors.public_keys())[0]) == 3


def test_a_trail_without_entries_is_not_anchored(db):
    with pytest.raises(Refused):
        write_anchor(by="anchor")

    assert anchors.own_text() is None


def test_a_trail_whose_end_was_cut_is_not_anchored_as_if_it_were_whole(anchored):
    anchored[-1].delete()

    with pytest.raises(Refused, match="trail verify"):
        write_anchor(by="anchor")


def test_verdicts_say_when_no_anchor_was_compared(gao):
    record("1", CampaignFactory(), by=gao)

    assert "锚点" in verify()["notes"][0]
