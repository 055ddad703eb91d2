"""What every page's template can count on."""

from django.conf import settings

from tongxing.common.installation import is_demo

THEMES = ("auto", "light", "dark", "contrast")


def page(request) -> dict:
    """``is_demo``, ``theme`` (one of ``THEMES``), ``site_name`` and where the source is found."""
    theme = request.COOKIES.get("theme", "auto")
    return {
        "is_demo": is_demo(),
        "theme": theme if theme in THEMES else "auto",
        "site_name": settings.SITE_NAME,
        "source_code": settings.SOURCE_CODE,
    }
