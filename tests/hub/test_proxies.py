"""Whose request it is: what our own servers appended counts, and nothing that the asker wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.proxies import address_behind, hops_from_environment

HERE, AWAY = "127.0.0.1", "192.0.2.9"
written = st.one_of(st.ip_addresses().map(str), st.text(max_size=30), st.just("127.0.0.1"), st.just(""))


@given(forged=st.lists(written, max_size=6), real=st.ip_addresses(), own=st.lists(st.ip_addresses(), max_size=3))
def test_no_header_of_the_asker_changes_who_they_are(forged, real, own):
    entries = [*forged, str(real), *map(str, own)]

    assert address_behind(HERE, ", ".join(entries), hops=1 + len(own)) == str(real)


@given(forged=st.lists(written, max_size=6))
def test_without_a_server_in_front_the_header_means_nothing(forged):
    assert address_behind(HERE, ",".join(forged), hops=0) == HERE
    assert address_behind(AWAY, ",".join(forged), hops=0) == AWAY


@pytest.mark.parametrize("hops", [1, 2, 9])
def test_what_comes_straight_from_another_machine_is_named_by_its_own_address(hops):
    assert address_behind(AWAY, "127.0.0.1, 127.0.0.1", hops) == AWAY


@pytest.mark.parametrize(
    ("peer", "header", "hops", "address"),
    [
        ("", "198.51.100.7", 1, "198.51.100.7"),
        ("::1", "198.51.100.7", 1, "198.51.100.7"),
        (HERE, "198.51.100.7", 2, "198.51.100.7"),
        (HERE, "8.8.8.8, 198.51.100.7, 10.0.0.2", 2, "198.51.100.7"),
        (HERE, "8.8.8.8,198.51.100.7:52144", 1, "198.51.100.7"),
        (HERE, "[2001:db8::7]:52144", 1, "2001:db8::7"),
        (HERE, "2001:DB8:0::7", 1, "2001:db8::7"),
        (HERE, "8.8.8.8, unknown", 1, HERE),
        (HERE, "", 1, HERE),
        (HERE, ",", 1, HERE),
        (HERE, "8.8.8.8," * 100_000 + "198.51.100.7", 1, "198.51.100.7"),
    ],
)
def test_the_address_that_the_outermost_server_of_ours_saw(peer, header, hops, address):
    assert address_behind(peer, header, hops) == address


@pytest.mark.parametrize(
    ("proxies", "hosts", "hops"),
    [("", "", 0), ("", "tongxing.example.org", 1), ("0", "tongxing.example.org", 0), ("2", "a,b", 2), ("", " , ", 0)],
)
def test_one_server_stands_in_front_where_there_is_a_public_name(monkeypatch, proxies, hosts, hops):
    monkeypatch.setenv("TONGXING_PROXIES", proxies)
    monkeypatch.setenv("TONGXING_HOSTS", hosts)
    assert hops_from_environment() == hops


@pytest.mark.parametrize("text", ["-1", "one", "1.5", "10", "１", "²"])
def test_a_number_of_servers_that_is_none_is_refused(monkeypatch, text):
    monkeypatch.setenv("TONGXING_PROXIES", text)
    with pytest.raises(ValueError, match="TONGXING_PROXIES is the number"):
        hops_from_environment()
