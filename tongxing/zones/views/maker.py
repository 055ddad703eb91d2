"""Art and skills for staff: makers and their yes, exhibits, pictures, times, letters."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.campaigns.access import found_hosted
from tongxing.common.audience import role
from tongxing.common.paging import page_of
from tongxing.fairs import access as fairs
from tongxing.people.access import WRITERS
from tongxing.zones import access, actions
from tongxing.zones.forms.exhibit import ExhibitForm, MakerForm, OutcomeForm, PictureForm, ShowingForm, YesForm
from tongxing.zones.models import Inquiry, Showing
from tongxing.zones.views.asking import ask, chosen


@role(*WRITERS)
def makers(request, pk):
    """Who shows something at a fair, whether they agreed, and the letters that wait."""
    fair = fairs.found_for_staff(request.user, pk)
    open_letters = Count("exhibits__inquiries", filter=Q(exhibits__inquiries__passed_on_at=None), distinct=True)
    listed = fair.makers.annotate(letters=open_letters).prefetch_related("exhibits").order_by("shown_as", "pk")
    return render(request, "zones/makers.html", {"fair": fair, "page": page_of(request, listed)})


@role(*WRITERS)
def add_maker(request, pk):
    """Enter who shows something."""
    fair = fairs.found_for_staff(request.user, pk)
    form = MakerForm(request.POST or None)
    made = chosen(form, lambda said: actions.save_maker(fair=fair, by=request.user, **said))
    if made:
        messages.success(request, _("Entered. Write down now whether they agree to be shown."))
        return redirect("zones:maker", made.pk)
    return render(request, "zones/form.html", {"fair": fair, "form": form, "title": _("Enter a maker")})


@role(*WRITERS)
def maker(request, pk):
    """One maker: the yes, what they show, the letters to them."""
    found = access.found_maker(request.user, pk)
    data = {
        "maker": found,
        "fair": found.fair,
        "form": YesForm(),
        "exhibits": found.exhibits.select_related("zone").prefetch_related("showings"),
        "letters": Inquiry.objects.filter(exhibit__maker=found).select_related("exhibit"),
    }
    return render(request, "zones/maker.html", data)


@role(*WRITERS)
def edit_maker(request, pk):
    """Another name, another telephone."""
    found = access.found_maker(request.user, pk)
    first = {name: getattr(found, name) for name in ("name", "shown_as", "is_workshop", "phone")}
    form = MakerForm(request.POST or None, initial=first)
    return ask(
        request,
        found.fair,
        form,
        _("Change a maker"),
        lambda said: actions.save_maker(fair=found.fair, maker=found, by=request.user, **said),
        ("zones:maker", found.pk),
    )


@role(*WRITERS)
@require_POST
def say_yes(request, pk):
    """The maker agrees to be shown, or no longer does."""
    found = access.found_maker(request.user, pk)
    if request.POST.get("take_back"):
        actions.take_back_yes(maker=found, by=request.user)
        messages.success(request, _("Taken back: nothing of it is public any more."))
        return redirect("zones:maker", found.pk)
    form = YesForm(request.POST)
    if chosen(form, lambda said: actions.agree(maker=found, by=request.user, **said)):
        messages.success(request, _("Written down: it is shown now."))
    else:
        messages.error(request, _("Say in which way the maker agreed."))
    return redirect("zones:maker", found.pk)


@role(*WRITERS)
def add_exhibit(request, pk):
    """Something that this maker shows."""
    found = access.found_maker(request.user, pk)
    form = ExhibitForm(request.POST or None, fair=found.fair)
    return ask(
        request,
        found.fair,
        form,
        _("Add an exhibit"),
        lambda said: actions.save_exhibit(maker=found, by=request.user, **said),
        ("zones:maker", found.pk),
    )


@role(*WRITERS)
def edit_exhibit(request, pk):
    """Change what is said of an exhibit."""
    found = access.found_exhibit(request.user, pk)
    fair = found.maker.fair
    form = ExhibitForm(request.POST or None, instance=found, fair=fair)
    return ask(
        request,
        fair,
        form,
        _("Change an exhibit"),
        lambda said: actions.save_exhibit(maker=found.maker, exhibit=found, by=request.user, **said),
        ("zones:maker", found.maker_id),
    )


@role(*WRITERS)
def set_picture(request, pk):
    """A photograph of it, with what it shows."""
    found = access.found_exhibit(request.user, pk)
    form = PictureForm(request.POST or None, request.FILES or None, initial={"alternative": found.alternative})

    def act(said):
        data = said["file"].read()
        return actions.set_picture(exhibit=found, data=data, alternative=said["alternative"], by=request.user)

    title = _("Photograph of “%(exhibit)s”") % {"exhibit": found}
    return ask(request, found.maker.fair, form, title, act, ("zones:maker", found.maker_id))


@role(*WRITERS)
def add_showing(request, pk):
    """When it is demonstrated."""
    found = access.found_exhibit(request.user, pk)
    form = ShowingForm(request.POST or None, initial={"starts_at": found.maker.fair.event.starts_at})
    return ask(
        request,
        found.maker.fair,
        form,
        _("When “%(exhibit)s” is demonstrated") % {"exhibit": found},
        lambda said: actions.add_showing(exhibit=found, by=request.user, **said),
        ("zones:maker", found.maker_id),
    )


@role(*WRITERS)
@require_POST
def remove_showing(request, pk):
    """It is not demonstrated at that time."""
    showings = Showing.objects.select_related("exhibit__maker__fair__event__region")
    found = found_hosted(request.user, showings, f"exhibit__maker__{access.FAIR}", WRITERS, pk=pk)
    actions.remove_showing(showing=found, by=request.user)
    messages.success(request, _("Removed."))
    return redirect("zones:maker", found.exhibit.maker_id)


@role(*WRITERS)
def pass_on(request, pk):
    """Read a letter, and say what was done with it."""
    found = access.found_inquiry(request.user, pk)
    form = OutcomeForm(request.POST or None)
    return ask(
        request,
        found.exhibit.maker.fair,
        form,
        _("A letter about “%(exhibit)s”") % {"exhibit": found.exhibit},
        lambda said: actions.pass_on(inquiry=found, by=request.user, **said),
        ("zones:maker", found.exhibit.maker_id),
        letter=found,
    )
