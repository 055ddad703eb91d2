"""A campaign's figures, one figure with its entries, freezing and correcting."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from tongxing.common.audience import public, role
from tongxing.common.paging import page_of
from tongxing.common.sheets.write import Column, OutSheet, write, write_csv
from tongxing.figures import access, actions, counts, listing
from tongxing.figures.forms import CorrectForm, FreezeForm
from tongxing.people.access import hide_unless
from tongxing.people.models import Role

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@public
@require_GET
def campaign(request, slug):
    """All figures of a campaign: the frozen ones for everybody, the others for staff of their region."""
    found = access.campaign_of(request.user, slug)
    rows = [row for row in listing.listed(found) if row.is_frozen or row.entry_count]
    rows = [row for row in rows if row.is_frozen or access.sees_entries(request.user, row.event)]
    freezable = [row for row in rows if not row.is_frozen and access.may_freeze(request.user, row.event)]
    return render(
        request,
        "figures/campaign.html",
        {
            "campaign": found,
            "groups": counts.by_event(rows, request.user),
            "freezable": freezable,
            "reportable": access.reportable(request.user, found, rows),
        },
    )


@public
@require_GET
def figure(request, slug, key):
    """One figure: what it counts, its public tables, its errata, and for staff its entries."""
    row = _row(request, slug, key)
    sees_entries = access.sees_entries(request.user, row.event)
    context = {
        "campaign": row.event.campaign,
        "row": row,
        "said": counts.said(row, sees_all=sees_entries),
        "left_out": counts.left_out(row, sees_all=sees_entries),
        "tables": counts.tables(row, sees_all=sees_entries),
        "errata": counts.errata(row, sees_all=sees_entries),
        "sees_entries": sees_entries,
    }
    if sees_entries:
        page = page_of(request, counts.entries(row))
        context |= {"page": page, "lines": counts.shown(row, page, request.user)}
        context["may_correct"] = row.is_frozen and access.may_freeze(request.user, row.event)
    return render(request, "figures/figure.html", context)


def _row(request, slug: str, key: str) -> listing.Row:
    """The figure ``key``, where the reader may know of it: frozen, or staff of its event's region."""
    found = access.campaign_of(request.user, slug)
    row = listing.row_of(found, key)
    if row is None:
        raise Http404
    hide_unless(row.is_frozen or access.sees_entries(request.user, row.event))
    return row


@public
@require_GET
def counts_csv(request, slug):
    """The public counts of every frozen figure, as CSV."""
    found = access.campaign_of(request.user, slug)
    body = write_csv(counts.headings(), counts.public_rows(listing.listed(found, frozen_only=True)))
    return _file(body, f"{slug}.csv", CSV)


@public
@require_GET
def counts_xlsx(request, slug):
    """The public counts of every frozen figure, as a workbook."""
    found = access.campaign_of(request.user, slug)
    columns = [Column(name, 24) for name in counts.headings()]
    sheet = OutSheet(_("Figures"), columns, counts.public_rows(listing.listed(found, frozen_only=True)))
    return _file(write([sheet]), f"{slug}.xlsx", XLSX)


def _file(body: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@role(Role.What.CLERK, Role.What.LEAD)
def freeze(request, slug):
    """Freeze what is ready: each figure with the number it shows now."""
    found = access.campaign_of(request.user, slug)
    rows = [row for row in listing.listed(found) if access.may_freeze(request.user, row.event)]
    hide_unless(bool(rows) or access.may_freeze_some(request.user, found))
    ready, unready = counts.readiness(rows)
    form = FreezeForm(request.POST or None, choices=[(row.key, counts.choice(row)) for row in ready])
    if request.method == "POST" and form.is_valid():
        chosen = [row for row in ready if row.key in form.cleaned_data["keys"]]
        frozen = actions.freeze_chosen(chosen=[(row.event, row.key) for row in chosen], by=request.user)
        sentence = ngettext("%(count)s figure is frozen.", "%(count)s figures are frozen.", len(frozen))
        messages.success(request, sentence % {"count": len(frozen)})
        return redirect("figures:campaign", slug)
    return render(request, "figures/freeze.html", {"campaign": found, "form": form, "ready": ready, "unready": unready})


@role(Role.What.CLERK, Role.What.LEAD)
@require_POST
def report(request, slug):
    """Say that a fair whose figures are frozen is reported."""
    found = access.campaign_of(request.user, slug)
    hide_unless(access.may_freeze_some(request.user, found))
    event = get_object_or_404(found.events.select_related("region", "campaign"), key=request.POST.get("event", ""))
    actions.report(event=event, by=request.user)
    messages.success(request, _("%(event)s is reported.") % {"event": event.name})
    return redirect("figures:campaign", slug)


@role(Role.What.CLERK, Role.What.LEAD)
def correct(request, slug, key):
    """Correct a frozen figure: what has changed behind it, and why."""
    row = _row(request, slug, key)
    hide_unless(row.is_frozen and access.may_freeze(request.user, row.event))
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        erratum = actions.correct(figure=row.figure, why=form.cleaned_data["why"], by=request.user)
        said = {"name": row.name, "old": erratum.old_value, "new": erratum.new_value}
        messages.success(request, _("%(name)s is corrected: %(old)s became %(new)s.") % said)
        return redirect("figures:figure", slug, key)
    return render(
        request,
        "figures/correct.html",
        {"campaign": row.event.campaign, "row": row, "form": form, "recount": listing.recount(row)},
    )
