"""``Refused``: a rule says no, in a sentence; the page that shows it; the question built on the check."""

from django.shortcuts import render


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
            return render(request, "403.html", {"reason": str(exception)}, status=exception.status)
        return None
