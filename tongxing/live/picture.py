"""Where the picture is played from, and what a page's content policy has to let through for it."""

from urllib.parse import urlsplit

from django.conf import settings

from tongxing.live.models import Stream

LOCAL = {"127.0.0.1", "localhost", "::1"}


def is_safe(address: str) -> bool:
    """Whether ``address`` is encrypted, or on this very machine; a path of this site is safe too."""
    parts = urlsplit(address)
    if not parts.scheme and not parts.netloc:
        return address.startswith("/") and not address.startswith("//")
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL))


def own_address(channel: str) -> str:
    """Where the HLS of our own ingest is found."""
    return f"{settings.LIVE_HLS}/{channel}.m3u8"


def origins(stream: Stream) -> list[str]:
    """The other origins from which this stream is played."""
    found = []
    for address in (stream.address, stream.sign_address, stream.sound_address):
        parts = urlsplit(address)
        if parts.scheme in {"https", "http"} and parts.netloc:
            found.append(f"{parts.scheme}://{parts.netloc}")
    return sorted(set(found))


def plays_here(stream: Stream) -> bool:
    """Whether the picture stands on our page; else there is a link to the platform that has it."""
    return bool(stream.address) and stream.source != Stream.Source.LINK


def let_through(response, stream: Stream, hub: str):
    """``response`` with a content policy that plays this stream and reaches the hub, and nothing else.

    The player hands the picture to the browser in pieces (``blob:``); it starts no worker.
    """
    update: dict[str, list[str]] = {}
    if plays_here(stream):
        update = {"media-src": ["blob:", *origins(stream)], "connect-src": origins(stream)}
    if hub.startswith("//"):
        update["connect-src"] = [*update.get("connect-src", []), hub[2:].split("/")[0]]
    response._csp_update = {name: sources for name, sources in update.items() if sources}
    return response
