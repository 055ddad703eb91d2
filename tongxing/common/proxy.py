"""Who asks, behind a server of our own that ends TLS."""

from django.conf import settings

from tongxing.common.installation import LOOPBACK


class ProxyMiddleware:
    """On a public site the address of whoever asks is what our own proxy, on this machine, says last.

    Only what the proxy itself appended counts: everything before it in the header was written by the asker.
    Without it all readers would share one address, and one limit on tries.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.PUBLIC_HOSTS and request.META.get("REMOTE_ADDR", "") in LOOPBACK:
            said = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
            if said:
                request.META["REMOTE_ADDR"] = said
        return self.get_response(request)
