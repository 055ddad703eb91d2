"""JSON from outside is read in one place, and no nesting brings an address down."""

import json
import re
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from tests import cast
from tests.doors.stage import device_at
from tests.queues.stage import DeskFactory, fair_today, taken
from tongxing.common.json_text import DEEPEST, JsonField, NoJson, read_json

ROOT = Path(__file__).resolve().parents[2]
DEEP = 100_000
NESTED = {
    "lists": "[" * DEEP,
    "closed lists": "[" * DEEP + "]" * DEEP,
    "objects": '{"a":' * DEEP,
    "lists that the parser still takes": "[" * 900 + "]" * 900,
    "below a field": '{"code": ' + "[" * 500 + "]" * 500 + "}",
    "below an act": '{"acts": [' + "[" * 500 + "]" * 500 + "]}",
    "half a list": "[[1, 2",
    "no text": "\ufffe\udcff".encode("utf-8", "surrogatepass"),
}
MADE_BY_US = {
    "tongxing/common/json_text.py",
    "tongxing/doors/models/act.py",  # what doors/reading.py took, bounded, and wrote itself
    "tongxing/people/actions/erasure.py",  # the same steps, emptied of who was erased
    "tongxing/people/actions/folding.py",  # the steps of a merge, sealed by the platform
    "tongxing/fairs/waiting_files.py",  # sealed by the platform
    "tongxing/zones/differences.py",  # a page's own earlier text, written by the platform
}


def test_json_from_outside_is_read_in_one_place():
    reading = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tongxing").rglob("*.py")
        if re.search(r"json\.loads?\(|\bJSONDecoder\b|forms\.JSONField\(", path.read_text(encoding="utf-8"))
    }
    assert reading == MADE_BY_US, "read what comes from outside with tongxing.common.json_text.read_json"


@pytest.fixture
def addresses(client, gao):
    """Every address that reads JSON: what sends ``body`` there."""
    fair = fair_today()
    desk = DeskFactory(fair=fair, name="政策咨询台", prefix="P", minutes=10)

    def form(name, **more):
        return lambda body: client.post(reverse(name), {"credential": body, **more})

    def raw(address, **headers):
        return lambda body: client.post(address, body, content_type="application/json", headers=headers)

    def second_step(body):
        if not is_mfa_enabled(gao):
            TOTP.activate(gao, generate_totp_secret())
        client.post(reverse("account_login"), {"login": "gao", "password": cast.PASSWORD})
        return form("mfa_authenticate")(body)

    def signed_in(name):
        def send(body):
            client.post(reverse("account_login"), {"login": "gao", "password": cast.PASSWORD})
            client.post(reverse("account_reauthenticate"), {"password": cast.PASSWORD})
            return form(name)(body)

        return send

    return {
        "notices": raw(reverse("queues:notices", args=[taken(desk, gao).visitor.key])),
        "enrol": raw(reverse("doors:enrol")),
        "acts": raw(reverse("doors:acts"), authorization=device_at(fair, gao).shows),
        "passkey": form("mfa_login_webauthn"),
        "second step": second_step,
        "new passkey": signed_in("mfa_add_webauthn"),
    }


@pytest.mark.parametrize("name", ["notices", "enrol", "acts", "passkey", "second step", "new passkey"])
def test_no_nesting_brings_an_address_down(addresses, name):
    for kind, body in NESTED.items():
        is_form = "passkey" in name or "step" in name
        if is_form and isinstance(body, bytes):
            continue
        answer = addresses[name](body)
        text = answer.content.decode()
        text = answer.json()["sentence"] if name in {"enrol", "acts"} else text
        assert answer.status_code == 400, (name, kind)
        assert re.search(r"读不出来|无法使用", text), (name, kind)


@pytest.mark.parametrize("form", sorted(set(settings.MFA_FORMS.values())))
def test_every_form_of_a_passkey_reads_json_here(form):
    field = import_string(form).base_fields.get("credential")
    assert field is None or isinstance(field, JsonField)


@pytest.mark.parametrize("text", ["null", "1", '"words"', "[]", '{"a": [1, {"b": 2}]}', b'{"a": "\xe4\xb8\xad"}'])
def test_what_is_json_is_read(text):
    assert read_json(text) == json.loads(text)


def test_as_deep_as_is_said_is_read_and_no_deeper():
    assert read_json("[" * DEEPEST + "]" * DEEPEST)
    assert read_json('{"a":' * DEEPEST + "1" + "}" * DEEPEST)
    with pytest.raises(NoJson, match="嵌套"):
        read_json("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))


def test_what_is_too_large_is_not_read():
    with pytest.raises(NoJson, match="太大"):
        read_json('"' + "a" * 200 + '"', largest=100)
