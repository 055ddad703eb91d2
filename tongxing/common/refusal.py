"""``Refused``: a rule says no, in a sentence; the page that shows it; the question built on the check."""

from urllib.parse import urlsplit

from django.shortcuts import render

from tongxing.common.ways import lies_here


class Refused(Exception):
    """What was asked may not be done; the message says why and what to do, for the person who asked."""

    status = 403
    """With which the sentence is answered."""


def permits(check, *args, **kwargs) -> bool:
    """Whether ``check`` lets its arguments pass; ``may_book = partial(permits, check_book)``."""
    try:
        check(*args, **kwargs)
    except Refused:
        return False
    return True


class RefusalMiddleware:
    """Shows the sentence of a refusal on a page with a way back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            context = {"reason": str(exception), "page_before": _page_before(request)}
            return render(request, "403.html", context, status=exception.status)
        return None


def _page_before(request) -> str:
    """The page of this site from which the refused step was taken; nothing where it is the refused page itself."""
    page = request.headers.get("Referer", "")
    is_itself = request.method == "GET" and urlsplit(page).path == request.path
    return page if lies_here(request, page) and not is_itself else ""
