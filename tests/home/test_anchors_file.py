"""The anchors that an auditor keeps: a file of signed lines, which a verdict can be compared with later."""

import io
import json

import pytest
from django.core.management import call_command

from tests.cast import CampaignFactory
from tongxing.trail.actions import record, write_anchor

ADDRESS = "/trail-anchors/"


@pytest.fixture(autouse=True)
def _own_anchors(settings, tmp_path):
    settings.ANCHORS = tmp_path / "anchors"


def test_what_the_auditor_downloads_is_compared_later(client, auditor, tmp_path):
    record("first", CampaignFactory(), by=auditor)
    line = write_anchor(by="anchor")
    client.force_login(auditor)

    answer = client.get(ADDRESS)

    assert line in answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]
    copy, out = tmp_path / "copy.txt", io.StringIO()
    copy.write_bytes(answer.content)
    call_command("trail", "verify", "--anchor", str(copy), "--json", stdout=out)
    assert json.loads(out.getvalue())["anchors"] == 1


def test_the_file_brings_the_public_key(client, auditor):
    client.force_login(auditor)

    assert "# -----BEGIN PUBLIC KEY-----" in client.get(ADDRESS).content.decode()


def test_a_clerk_is_no_auditor(client, gao):
    client.force_login(gao)

    assert client.get(ADDRESS).status_code == 403
