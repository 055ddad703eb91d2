"""Web push against the RFCs' own examples, and against a push service on this machine."""

import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tongxing.queues import push

# RFC 8291, section 5 and appendix A.
TEXT = b"When I grow up, I want to be a watermelon"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RECEIVER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
RECEIVER_PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
# RFC 8292, section 2.4.
CLAIM = (
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9."
    "eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0"
)
SIGNATURE = "i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA"
SERVER_PUBLIC = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"


def browser(endpoint="https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"):
    return push.Browser(endpoint, RECEIVER_PUBLIC, AUTH)


def opened(body: bytes) -> bytes:
    """What the browser of the RFC's example reads, written from the browser's side."""
    salt, ours, text = body[:16], body[21 : 21 + body[20]], body[21 + body[20] :]
    shared = push.private_key(RECEIVER).exchange(
        ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(push.CURVE, ours)
    )

    def derived(secret, salt, info, length):
        return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)

    info = b"WebPush: info\0" + push.plain(RECEIVER_PUBLIC) + ours
    secret = derived(shared, push.plain(AUTH), info, 32)
    key = derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    return AESGCM(key).decrypt(nonce, text, None).rstrip(b"\2")


def is_signed(said: str, signature: str, public: str) -> bool:
    raw = push.plain(signature)
    key = ec.EllipticCurvePublicKey.from_encoded_point(push.CURVE, push.plain(public))
    whole = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    try:
        key.verify(whole, said.encode(), ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def test_the_example_of_rfc_8291_is_sealed_byte_for_byte():
    body = push.sealed(TEXT, browser(), own=push.private_key(SENDER), salt=push.plain(SALT))

    assert push.written(body) == BODY


def test_each_message_is_sealed_anew_and_the_browser_reads_it():
    first, second = push.sealed(TEXT, browser()), push.sealed(TEXT, browser())

    assert first != second
    assert opened(first) == opened(second) == TEXT


def test_the_example_of_rfc_8292_claims_the_same_and_its_signature_holds():
    said = push.claim(browser().endpoint, contact="mailto:push@example.com", expires=1453523768)

    assert said.decode() == CLAIM
    assert is_signed(CLAIM, SIGNATURE, SERVER_PUBLIC)


def test_our_own_signature_is_written_as_the_rfc_writes_it():
    private, public = push.new_key()

    header = push.authorization(browser().endpoint, push.private_key(private), contact="", expires=1453523768)

    scheme, token, key = header.split(" ")
    claim, signature = token.removeprefix("t=").removesuffix(",").rsplit(".", 1)
    assert (scheme, key) == ("vapid", f"k={public}")
    assert is_signed(claim, signature, public)
    assert not is_signed(claim, SIGNATURE, public)


def test_what_is_too_long_for_one_record_is_not_cut_off():
    with pytest.raises(ValueError, match="record"):
        push.sealed(b"x" * 4000, browser())


@pytest.mark.parametrize(
    ("endpoint", "is_known"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/abc", True),
        ("http://fcm.googleapis.com/fcm/send/abc", False),
        ("https://fcm.googleapis.com.example.org/abc", False),
        ("https://notfcm.googleapis.com/abc", False),
        ("https://127.0.0.1/admin", False),
        ("https:///abc", False),
        ("nonsense", False),
    ],
)
def test_notices_go_to_push_services_alone(endpoint, is_known):
    assert push.is_known(endpoint) is is_known


@pytest.mark.parametrize(
    ("p256dh", "auth", "is_usable"),
    [
        (RECEIVER_PUBLIC, AUTH, True),
        (f"{RECEIVER_PUBLIC}=", f"{AUTH}==", True),
        ("BA" + RECEIVER_PUBLIC[2:], AUTH, False),
        (RECEIVER_PUBLIC, "short", False),
        ("", AUTH, False),
        ("不是钥匙", AUTH, False),
    ],
)
def test_a_browsers_keys_are_looked_at_before_they_are_kept(p256dh, auth, is_usable):
    assert push.is_usable(p256dh, auth) is is_usable


def test_a_push_service_gets_what_the_rfcs_ask_for(service):
    there = service()
    private, _public = push.new_key()

    status = push.post(
        browser(there.address), json.dumps({"title": "P-014"}).encode(), push.private_key(private), contact=""
    )

    (path, headers, body) = there.got[0]
    assert (status, path) == (201, "/wpush/1")
    assert (headers["Content-Encoding"], headers["Ttl"], headers["Urgency"]) == ("aes128gcm", "300", "high")
    assert headers["Authorization"].startswith("vapid t=")
    assert json.loads(opened(body)) == {"title": "P-014"}


@pytest.mark.parametrize("status", [302, 307, 404, 410, 429, 500])
def test_what_the_service_answers_is_told_and_no_turning_is_followed(service, status):
    there = service(status)
    private, _public = push.new_key()

    assert push.post(browser(there.address), b"{}", push.private_key(private), contact="") == status
    assert len(there.got) == 1


def test_a_service_that_is_not_there_is_no_error(service):
    there = service()
    there.close()
    private, _public = push.new_key()

    assert push.post(browser(there.address), b"{}", push.private_key(private), contact="", seconds=1) == 0
