"""A bulletin as readers get it, and the pages on which it is written."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongxing.bulletins import access, actions, article, formats, references
from tongxing.bulletins.forms import MOST_SECTIONS, ArticleForm, PhotoForm, WithdrawForm
from tongxing.bulletins.models import Bulletin, Photo
from tongxing.campaigns.models import Campaign
from tongxing.common.audience import public, role
from tongxing.common.refusal import Refused
from tongxing.figures import listing
from tongxing.people.models import Role

WRITE = (Role.What.CLERK, Role.What.LEAD)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@public
@require_GET
def bulletin(request, slug, bulletin_slug):
    """The published article: every figure in it leads to its page."""
    found = access.published_of(request.user, slug, bulletin_slug)
    return render(
        request,
        "bulletins/bulletin.html",
        {
            "bulletin": found,
            "campaign": found.campaign,
            "article": article.kept(found.published),
            "outdated": article.outdated(found),
            "withdraw_form": WithdrawForm(),
            "may_write": request.user.is_authenticated and access.may_write(request.user, found.campaign),
        },
    )


@public
@require_GET
def download(request, slug, bulletin_slug, kind):
    """The published article as a file: pdf, large.pdf (in large print), docx or txt."""
    found = access.published_of(request.user, slug, bulletin_slug)
    kept, outdated = article.kept(found.published), article.outdated(found)
    if kind in {"pdf", "large.pdf"}:
        body = formats.as_pdf(found, kept, outdated, large_print=kind == "large.pdf")
        content_type = "application/pdf"
    elif kind == "docx":
        body, content_type = formats.as_docx(found, kept, outdated), DOCX
    elif kind == "txt":
        address = request.build_absolute_uri(found.get_absolute_url())
        body, content_type = formats.as_text(found, kept, outdated, address).encode(), "text/plain; charset=utf-8"
    else:
        raise Http404
    name = f"{slug}-{bulletin_slug}.{kind}"
    return HttpResponse(
        body, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@public
@require_GET
def photo(request, pk):
    """One photograph, for whoever sees an article that shows it."""
    found = get_object_or_404(Photo.objects.select_related("bulletin__campaign__region"), pk=pk)
    access.check_sees_photo(request.user, found)
    try:
        content = found.image.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(content, content_type="image/jpeg", headers={"Cache-Control": "private"})


@role(*WRITE)
@require_POST
def draft(request, slug):
    """A first draft made from the campaign, to go on with."""
    campaign = get_object_or_404(Campaign.objects.select_related("region"), slug=slug)
    access.check_campaign(request.user, campaign)
    made = actions.draft_bulletin(campaign=campaign, by=request.user)
    messages.success(request, _("A draft was made from the campaign. Read it, change it, publish it."))
    return redirect("bulletins:edit", pk=made.pk)


@role(*WRITE)
def edit(request, pk):
    """The editor: the whole article on one page; each button saves what is typed."""
    found = access.draft_of(request.user, pk)
    access.check_write(request.user, found.campaign)
    sections = [(section.pk, section.heading, section.body) for section in found.sections.all()]
    form = ArticleForm(request.POST if request.method == "POST" else None, bulletin=found, sections=sections)
    refusal = ""
    rows = listing.listed(found.campaign)
    if form.is_valid():
        do = request.POST.get("do", "save")
        try:
            _save(form, found, do, request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            return _after(request, found, do)
    return render(
        request,
        "bulletins/edit.html",
        {
            "bulletin": found,
            "form": form,
            "refusal": refusal,
            "now": sections if refusal else [],
            "photos": found.photos.filter(is_removed=False),
            "figures": rows,
            "typed": form.typed_numbers({row.value: row.key for row in rows if row.is_frozen}),
            "may_add": len(form.parts()) < MOST_SECTIONS,
        },
    )


def _save(form, found: Bulletin, do: str, by) -> None:
    """Save what the form says after what the button asks: add, or move or delete one section."""
    sections = form.sections()
    what, _dash, place = do.partition("-")
    at = int(place) if place.isdigit() and int(place) < len(sections) else None
    if what == "add":
        sections.append((None, "", ""))
    elif at is not None and what == "delete":
        del sections[at]
    elif at is not None and what in {"up", "down"}:
        to = max(0, min(len(sections) - 1, at + (1 if what == "down" else -1)))
        sections.insert(to, sections.pop(at))
    said = form.cleaned_data
    actions.save_bulletin(
        bulletin=found, title=said["title"], lead=said["lead"], sections=sections, version=said["version"], by=by
    )


def _after(request, found: Bulletin, do: str):
    """Where saving leads: to the preview, or back to the editor at the section that was touched."""
    if do == "preview":
        return redirect("bulletins:preview", pk=found.pk)
    messages.success(request, _("Saved."))
    return redirect("bulletins:edit", pk=found.pk)


@role(*WRITE)
def preview(request, pk):
    """The draft as readers would get it; what cannot be printed yet is marked, and numbers typed by hand are named."""
    found = access.draft_of(request.user, pk)
    access.check_write(request.user, found.campaign)
    composed = article.compose(found)
    known = {row.value: row.key for row in listing.listed(found.campaign, frozen_only=True)}
    texts = [found.lead, *found.sections.values_list("body", flat=True)]
    return render(
        request,
        "bulletins/preview.html",
        {
            "bulletin": found,
            "campaign": found.campaign,
            "article": composed,
            "typed": references.typed_numbers(texts, known),
            "is_ready": not composed.open_keys and not composed.unknown_keys,
        },
    )


@role(*WRITE)
@require_POST
def publish(request, pk):
    """Publish the draft as it stands."""
    found = access.draft_of(request.user, pk)
    published = actions.publish(bulletin=found, by=request.user)
    messages.success(request, _("The bulletin is published at its own address."))
    return redirect(published)


@role(*WRITE)
@require_POST
def withdraw(request, pk):
    """Take a published bulletin back to a draft."""
    found = access.draft_of(request.user, pk)
    actions.withdraw(bulletin=found, why=request.POST.get("why", ""), by=request.user)
    messages.success(request, _("The bulletin is a draft again; nobody else sees it."))
    return redirect("bulletins:edit", pk=found.pk)


@role(*WRITE)
def add_photo(request, pk):
    """Add a photograph with what it shows."""
    found = access.draft_of(request.user, pk)
    access.check_write(request.user, found.campaign)
    form = PhotoForm(request.POST or None, request.FILES or None, bulletin=found)
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            actions.add_photo(bulletin=found, data=said.pop("file").read(), by=request.user, **said)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("The photograph is in the draft."))
            return redirect("bulletins:edit", pk=found.pk)
    return render(request, "bulletins/photo.html", {"bulletin": found, "form": form})


def _photo_of(user, pk) -> Photo:
    """The photograph, for staff of its campaign's region; else not found."""
    found = get_object_or_404(Photo.objects.select_related("bulletin__campaign__region"), pk=pk, is_removed=False)
    found.bulletin = access.draft_of(user, found.bulletin_id)
    access.check_write(user, found.bulletin.campaign)
    return found


@role(*WRITE)
def edit_photo(request, pk):
    """Change what is said about a photograph, or where it stands."""
    found = _photo_of(request.user, pk)
    first = {name: getattr(found, name) for name in ("alternative", "caption", "credit", "section")}
    form = PhotoForm(request.POST or None, bulletin=found.bulletin, with_file=False, initial=first)
    if form.is_valid():
        actions.edit_photo(photo=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("bulletins:edit", pk=found.bulletin_id)
    return render(request, "bulletins/photo.html", {"bulletin": found.bulletin, "form": form, "photo": found})


@role(*WRITE)
@require_POST
def remove_photo(request, pk):
    """Take a photograph out."""
    found = _photo_of(request.user, pk)
    actions.remove_photo(photo=found, by=request.user)
    messages.success(request, _("The photograph is out of the draft."))
    return redirect(reverse("bulletins:edit", args=[found.bulletin_id]))
