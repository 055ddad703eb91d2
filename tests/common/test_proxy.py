"""The address of whoever asks, behind our own proxy and without one."""

import pytest
from django.test import RequestFactory

from tongxing.common.proxy import ProxyMiddleware


def request_behind(**headers):
    """The request as the rest of the site sees it."""
    return ProxyMiddleware(lambda request: request)(RequestFactory().get("/", **headers))


def address(**headers) -> str:
    return request_behind(**headers).META["REMOTE_ADDR"]


def test_behind_our_proxy_its_last_word_counts(settings):
    settings.PROXIES = 1
    assert address(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="1.1.1.1, 192.0.2.7") == "192.0.2.7"


def test_behind_two_proxies_the_outer_one_says_who_asks(settings):
    settings.PROXIES = 2
    assert address(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="1.1.1.1, 192.0.2.7, 10.0.0.1") == "192.0.2.7"


def test_nobody_from_outside_chooses_an_address(settings):
    settings.PROXIES = 1
    assert address(REMOTE_ADDR="192.0.2.9", HTTP_X_FORWARDED_FOR="127.0.0.1") == "192.0.2.9"


def test_without_a_proxy_the_header_means_nothing(settings):
    settings.PROXIES = 0
    assert address(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7") == "127.0.0.1"


@pytest.mark.parametrize(("proxies", "peer"), [(0, "127.0.0.1"), (1, "192.0.2.9")])
def test_only_our_own_proxy_says_that_a_request_came_over_tls(settings, proxies, peer):
    settings.PROXIES = proxies
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert not request_behind(REMOTE_ADDR=peer, HTTP_X_FORWARDED_PROTO="https").is_secure()


def test_our_own_proxy_says_that_a_request_came_over_tls(settings):
    settings.PROXIES = 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert request_behind(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_PROTO="https").is_secure()
