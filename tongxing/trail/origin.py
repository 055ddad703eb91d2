"""Where the current act comes from: the request's network address, or the command line."""

from contextvars import ContextVar

_origin: ContextVar[str] = ContextVar("origin", default="command line")


def origin() -> str:
    """The network address of the request being answered, else ``command line``."""
    return _origin.get()


class OriginMiddleware:
    """Notes the network address while a request is answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _origin.set(request.META.get("REMOTE_ADDR", "") or "unknown")
        try:
            return self.get_response(request)
        finally:
            _origin.reset(token)
