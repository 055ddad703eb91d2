"""The page's language: Chinese, unless the reader chose another one on the page."""

from django.conf import settings
from django.utils import translation


class LanguageMiddleware:
    """Obeys the reader's own choice, kept in a cookie.

    The browser's list of languages is left aside: many public computers here are set to English while
    their readers are not.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
