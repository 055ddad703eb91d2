"""Applying while watching: shown beside the picture by the companion page, and a page of its own without a script."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tongxing.common.audience import signed
from tongxing.common.refusal import Refused
from tongxing.jobs.access.application import check_apply
from tongxing.jobs.access.seeker import Reader, seeker_for
from tongxing.jobs.models import Vacancy
from tongxing.jobs.resume import resume_of
from tongxing.live import access, actions
from tongxing.live.forms.viewer import IntroduceForm
from tongxing.people.access import has_people
from tongxing.people.models import Consent
from tongxing.people.wordings import text_of


@signed
def apply(request, pk, vacancy):
    """Apply: who is new says who they are first; then what the employer will see, and the yes."""
    stream = access.stream_seen_by(request.user, pk)
    posts = Vacancy.objects.filter(event=stream.fair.event_id).select_related("employer", "event", "region")
    post = get_object_or_404(posts.exclude(state=Vacancy.State.WITHDRAWN), pk=vacancy)
    seeker = seeker_for(request.user)
    if seeker is None:
        return _introduce(request, stream, post)
    check_apply(request.user, seeker, post)
    if request.method == "POST" and "agree" in request.POST:
        actions.apply_live(stream=stream, seeker=seeker, vacancy=post, by=request.user)
        return render(request, "live/applied.html", {"stream": stream, "fair": stream.fair, "post": post})
    context = {
        "stream": stream,
        "fair": stream.fair,
        "post": post,
        "seeker": seeker,
        "resume": resume_of(seeker, reader=Reader.EMPLOYER, phone=seeker.person.phone if seeker.shows_phone else ""),
        "files": list(seeker.resume_files.all()),
        "text": text_of(Consent.Purpose.SHOW_EMPLOYER),
        "is_own": seeker.person.account_id == request.user.pk,
    }
    return render(request, "live/apply.html", context)


def _introduce(request, stream, post):
    """Ask somebody new for name and home. Who is in the register already goes to their own page first."""
    if has_people(request.user):
        messages.info(request, _("First say what work you look for; then you can apply."))
        return redirect("jobs:profile")
    form = IntroduceForm(request.POST or None)
    if form.is_valid():
        try:
            actions.introduce(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("live:apply", pk=stream.fair_id, vacancy=post.pk)
    context = {"stream": stream, "fair": stream.fair, "post": post, "form": form}
    return render(request, "live/introduce.html", context)
