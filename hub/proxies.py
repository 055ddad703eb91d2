"""Whose request it is, behind servers of our own: as many of them are believed as were configured, and no more."""

import ipaddress
import os

HERE = {"", "127.0.0.1", "::1", "::ffff:127.0.0.1"}
"""How the other end of a connection from this machine is named; empty where it is a socket file."""
LONGEST = 2000
"""Signs of the header that are looked at, from its end."""


def hops_from_environment() -> int:
    """How many servers of our own stand in front (``TONGXING_PROXIES``); by default one where there is a public name.

    Raises ``ValueError`` where the setting is no number from 0 to 9.
    """
    text = os.environ.get("TONGXING_PROXIES", "").strip()
    if not text:
        return 1 if os.environ.get("TONGXING_HOSTS", "").strip(" ,") else 0
    if not (text.isascii() and text.isdecimal() and int(text) < 10):
        raise ValueError(f"TONGXING_PROXIES is the number of servers in front, 0 to 9; it says {text!r}.")
    return int(text)


def address_behind(peer: str, forwarded: str, hops: int) -> str:
    """The network address of whoever asks.

    ``peer`` is the other end of the connection, ``forwarded`` the whole ``X-Forwarded-For``, to which each server in
    front appended the address that came to it. The last ``hops`` entries are the work of our own servers; what stands
    before them was written by whoever asked, and means nothing. The innermost server sits on this machine: what comes
    straight from another one is named by its own address.
    """
    if hops < 1 or peer not in HERE:
        return peer
    ours = [entry.strip() for entry in forwarded[-LONGEST:].split(",")][-hops:]
    # Fewer entries than servers: the request came to an inner one directly, and that one named who it was.
    return _address(ours[0]) or peer


def _address(entry: str) -> str:
    """``entry`` as an address without brackets and port; empty where it is none."""
    if entry.startswith("["):
        entry = entry[1:].partition("]")[0]
    elif entry.count(":") == 1:
        entry = entry.partition(":")[0]
    try:
        return str(ipaddress.ip_address(entry))
    except ValueError:
        return ""


def neighbourhood(address: str) -> str:
    """What stands for ``address`` where addresses are counted: itself, or of IPv6 the /64 that one subscriber has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return address if parsed.version == 4 else parsed.exploded[:19]
