"""The device's app: its page, its worker and its manifest, the same for everybody, so devices may keep them."""

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongxing.common.audience import public
from tongxing.doors.rules import RULES
from tongxing.fairs.forms.taking_part import FIRST_ASKED
from tongxing.fairs.models import Interview
from tongxing.jobs.reasons import accommodation_name

SHEETS = ("css/tokens.css", "css/base.css", "css/components.css", "css/door.css")
PICTURES = ("img/icon.svg", "img/door-192.png", "img/door-512.png")
FROM_OTHERS = ("vendor/ed25519.js", "vendor/qr/index.js", "vendor/qr/decode.js")
WORKER = "js/door/worker.js"
LANGUAGES = ("zh-hans", "en")


def _modules() -> list[str]:
    """The app's own scripts but the worker, as names of static files."""
    folder = Path(_path_of(WORKER)).parent
    return sorted(f"js/door/{path.name}" for path in folder.glob("*.js") if path.name != "worker.js")


def _path_of(name: str) -> str:
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


def _files() -> list[str]:
    """Every static file that the app needs, by its own name: modules name one another, so hashed names would not do."""
    return [*SHEETS, *PICTURES, *FROM_OTHERS, *_modules()]


def version() -> str:
    """Changes when anything does that the device keeps: a file, a sentence, a rule."""
    return _version() if not settings.DEBUG else _version.__wrapped__()


@lru_cache(maxsize=1)
def _version() -> str:
    digest = sha256()
    for name in (*_files(), WORKER):
        digest.update(Path(_path_of(name)).read_bytes())
    for language in LANGUAGES:
        digest.update(_page(language, "").encode())
    return digest.hexdigest()[:12]


def _page(language: str, made: str) -> str:
    """The app's page in one language, the same for everybody."""
    with translation.override(language):
        return render_to_string(
            "doors/app.html",
            {
                "version": made,
                "site_name": settings.SITE_NAME,
                "time_zone": settings.TIME_ZONE,
                "static_url": settings.STATIC_URL,
                "sheets": SHEETS,
                "needs": [(code, accommodation_name(code)) for code in FIRST_ASKED],
                "outcomes": [choice for choice in Interview.Outcome.choices if choice[0] != Interview.Outcome.PENDING],
                "rules": RULES,
            },
        )


@public
@require_safe
@csp_update({"worker-src": [SELF], "child-src": [SELF]})
def app(request):
    """The page, in the language that its address asks for: devices keep it in both."""
    asked = request.GET.get("language")
    language = asked if asked in LANGUAGES else LANGUAGES[0]
    return HttpResponse(_page(language, version()), headers={"Content-Language": language})


@public
@require_safe
def worker(request):
    """The service worker, with the version and the addresses of what it keeps written above its text."""
    page = reverse("doors:app")
    shell = [f"{page}?language={language}" for language in LANGUAGES]
    shell += [reverse("doors:manifest"), *(f"{settings.STATIC_URL}{name}" for name in _files())]
    head = f'"use strict";\nconst VERSION = {json.dumps(version())};\nconst SHELL = {json.dumps(shell)};\n'
    text = head + Path(_path_of(WORKER)).read_text(encoding="utf-8")
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@public
@require_safe
def manifest(request):
    """What makes the page an app that can be installed."""
    page = reverse("doors:app")
    said = {
        "id": page,
        "name": f"{settings.SITE_NAME} · {_('Door and booths')}",
        "short_name": _("Door and booths"),
        "lang": translation.get_language(),
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "background_color": "#f7f6f2",
        "theme_color": "#0b5569",
        "icons": [
            {
                "src": f"{settings.STATIC_URL}img/door-{size}.png",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size in (192, 512)
            for purpose in ("any", "maskable")
        ],
    }
    return JsonResponse(said, content_type="application/manifest+json")
