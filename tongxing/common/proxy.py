"""Who asks, behind servers of our own that end TLS."""

from django.conf import settings

from hub.proxies import HERE, address_behind


class ProxyMiddleware:
    """The address of whoever asks is the one that the outermost of our own servers saw (``settings.PROXIES``).

    Without it all readers would share one address, and one limit on tries; with more trust than that, each reader
    could choose an address per try. How the request came (``X-Forwarded-Proto``) is likewise heard from our own
    servers alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        peer = request.META.get("REMOTE_ADDR", "")
        request.META["REMOTE_ADDR"] = address_behind(
            peer, request.META.get("HTTP_X_FORWARDED_FOR", ""), settings.PROXIES
        )
        if settings.PROXIES < 1 or peer not in HERE:
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return self.get_response(request)
