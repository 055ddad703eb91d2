"""The address of whoever asks, behind our own proxy and without one."""

import pytest
from django.test import RequestFactory

from tongxing.common.proxy import ProxyMiddleware


def seen(**headers) -> str:
    return ProxyMiddleware(lambda request: request.META["REMOTE_ADDR"])(RequestFactory().get("/", **headers))


@pytest.fixture
def public(settings):
    settings.PUBLIC_HOSTS = ["tongxing.example"]


def test_behind_our_proxy_its_last_word_counts(public):
    assert seen(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="1.1.1.1, 192.0.2.7") == "192.0.2.7"


def test_nobody_from_outside_chooses_an_address(public):
    assert seen(REMOTE_ADDR="192.0.2.9", HTTP_X_FORWARDED_FOR="127.0.0.1") == "192.0.2.9"


def test_without_a_public_name_the_header_means_nothing():
    assert seen(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7") == "127.0.0.1"
