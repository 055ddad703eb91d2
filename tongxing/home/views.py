"""Pages of the site itself."""

from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tongxing.campaigns.access import seen_by
from tongxing.common.audience import public, role, signed
from tongxing.common.page import THEMES
from tongxing.home import samples, today
from tongxing.home.places import name_of
from tongxing.people.access import WRITERS
from tongxing.people.models import Role
from tongxing.trail import anchors


@public
def front(request):
    """The public front page: what runs now, and for staff what is being prepared."""
    campaigns = seen_by(request.user).select_related("region")
    may_create = request.user.is_authenticated and request.user.holds(*WRITERS)
    return render(request, "home/front.html", {"campaigns": campaigns, "may_create": may_create})


@signed
def start(request):
    """Each role's first page: what takes place today, what waits for you, and where you can go; each page once."""
    user = request.user
    agenda = today.agenda(user)
    shown = {appointment.url for appointment in agenda}
    tasks = [task for task in today.tasks(user) if task.url not in shown]
    return render(
        request,
        "home/start.html",
        {
            "name": name_of(user),
            "agenda": [appointment for appointment in agenda if appointment.has_come()],
            "later": [appointment for appointment in agenda if not appointment.has_come()],
            "tasks": tasks,
            "places_to_go": today.places(user, shown | {task.url for task in tasks}),
            "roles": user.current_roles(),
        },
    )


@role(Role.What.AUDITOR, Role.What.LEAD)
def trail_anchors(request):
    """The trail's anchors as a file to keep or print: a signed line a day, with the key that checks them above."""
    response = HttpResponse(anchors.copy_for_auditor(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tongxing-anchors-{anchors.now_text()[:10]}.txt"'
    return response


@public
def components(request):
    """Each component in every state, with made-up contents."""
    return render(request, "home/components.html", samples.contents(request))


@public
def accessibility(request):
    """The accessibility statement."""
    return render(request, "home/accessibility.html")


@public
@require_POST
def theme(request):
    """Keep the reader's choice of colours: light, dark, high contrast, or the system's own."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = redirect(back)
    if request.POST.get("theme") in THEMES:
        response.set_cookie("theme", request.POST["theme"], max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
    return response


def refused(request, exception):
    """403 with the reason."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request, exception):
    """404: it is not there, or not yours to see."""
    return render(request, "404.html", status=404)


def broken(request):
    """500: our fault; says what to do. The page asks the database nothing, for that may be what is broken."""
    return HttpResponseServerError(render_to_string("500.html"))
