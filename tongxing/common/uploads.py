"""A request that announces too much is refused before a byte of its body is read."""

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _


class UploadLimitMiddleware:
    """Answers 413 with a sentence when the announced body is larger than ``settings.UPLOAD_LIMIT_BYTES``."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if not announced.isdecimal() or int(announced) <= settings.UPLOAD_LIMIT_BYTES:
            return self.get_response(request)
        reason = _(
            "This file has %(size)d MiB; %(limit)d MiB is the most. Take out pictures or split the table, "
            "then send it again."
        ) % {"size": int(announced) // 2**20, "limit": settings.UPLOAD_LIMIT_BYTES // 2**20}
        response = render(request, "403.html", {"reason": reason}, status=413)
        response.headers["Connection"] = "close"
        return response
