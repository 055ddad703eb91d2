"""Pages whose middle changes: whole for everybody; for the page's own script the part alone, when it is another."""

import hashlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from tongxing.common.refusal import Refused

KEPT_NOWHERE = "private, no-store"


def shown(request, page: str, part: str, context: dict) -> HttpResponse:
    """The page with its part; with ``?part`` the part alone, or 304 where the reader has it already."""
    if "part" in request.GET:
        return alone(request, part, context)
    answer = render(request, page, {**context, "part": part})
    answer.headers["Cache-Control"] = KEPT_NOWHERE
    return answer


def alone(request, part: str, context: dict) -> HttpResponse:
    """The part as it is now. Nothing in it differs from one reading to the next unless what it says does."""
    html = render_to_string(part, context, request)
    etag = quote_etag(hashlib.sha256(html.encode()).hexdigest()[:32])
    answer = HttpResponse(html, headers={"ETag": etag, "Cache-Control": KEPT_NOWHERE})
    return get_conditional_response(request, etag=etag, response=answer) or answer


def acted(request, act, *, back: str, part) -> HttpResponse:
    """Do ``act()``, then go ``back``; the page's script gets ``part()`` at once, or the refusal's sentence as 409."""
    is_script = request.headers.get("X-Part") == "1"
    try:
        act()
    except Refused as refusal:
        if is_script:
            return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
        messages.warning(request, str(refusal))
        return redirect(back)
    return part() if is_script else redirect(back)
