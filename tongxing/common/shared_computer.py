"""Many readers share a computer: what one of them saw is not to be had with the next one's back button."""

from django.conf import settings

NOTHING_KEPT = "private, no-store"


class NothingKeptMiddleware:
    """Tells browsers to keep no page that was made for somebody in particular.

    Whoever brings a session counts as somebody. The database is not asked who: the page that says that the
    database is broken comes through here too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "no-store" not in response.get("Cache-Control", ""):
            response.headers["Cache-Control"] = NOTHING_KEPT
        return response
