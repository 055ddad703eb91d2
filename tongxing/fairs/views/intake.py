"""Posts and people by spreadsheet: choose, look, confirm, result."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.common.audience import role, signed
from tongxing.common.paging import page_of
from tongxing.common.refusal import Refused
from tongxing.common.sheets import Column, OutSheet, write
from tongxing.fairs import waiting_files
from tongxing.fairs.access import runs
from tongxing.fairs.actions.intake import import_seekers, import_vacancies
from tongxing.fairs.forms.intake import SheetForm
from tongxing.fairs.intake import SEEKERS, VACANCIES, look
from tongxing.fairs.intake_access import check_brings_people, check_brings_posts
from tongxing.fairs.intake_rows import ORDER, kind_names, ordered, shown_row
from tongxing.fairs.models import Fair
from tongxing.jobs.actions import Moved
from tongxing.jobs.sheets import seekers, vacancies
from tongxing.jobs.sheets.hints import seeker_hints, vacancy_hints
from tongxing.organisations.access import spoken_for
from tongxing.people.models import Role

WRITERS = (Role.What.CLERK, Role.What.LEAD)
BRINGERS = (*WRITERS, Role.What.EMPLOYER)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 50


def _fair(pk) -> Fair:
    return get_object_or_404(Fair.objects.select_related("event__campaign", "event__region"), pk=pk)


@role(*BRINGERS)
def choose_vacancies(request, pk):
    """Choose the spreadsheet of posts."""
    fair = _fair(pk)
    check_brings_posts(request.user, fair)
    return _choose(request, fair, VACANCIES)


@role(*WRITERS)
def choose_seekers(request, pk):
    """Choose the spreadsheet of people."""
    fair = _fair(pk)
    check_brings_people(request.user, fair)
    return _choose(request, fair, SEEKERS)


def _choose(request, fair, kind):
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if form.is_valid():
        name, data = form.cleaned_data["file"].name, form.content()
        try:
            look(fair=fair, kind=kind, data=data, name=name, by=request.user)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            kept = waiting_files.keep(account=request.user, fair=fair, kind=kind, name=name, data=data)
            return redirect("fairs:import_look", token=kept.token)
    return render(
        request,
        "fairs/import_choose.html",
        {"fair": fair, "form": form, "kind": kind, "is_staff": runs(request.user, fair)},
    )


@signed
def look_at(request, token):
    """What was understood, row by row; nothing is written yet."""
    kept = waiting_files.fetch(token, account=request.user)
    if kept.outcome:
        return redirect("fairs:import_done", token=token)
    fair = _fair(kept.fair)
    return _look_page(request, fair, kept, _look(request, fair, kept))


def _look(request, fair, kept):
    return look(fair=fair, kind=kept.kind, data=kept.data, name=kept.name, by=request.user)


def _look_page(request, fair, kept, seen):
    kind = request.GET.get("kind", "")
    page = page_of(request, ordered(seen, kind), PAGE)
    page.object_list = [shown_row(seen, match) for match in page.object_list]
    counts = seen.comparison.counts()
    names = kind_names()
    return render(
        request,
        "fairs/import_look.html",
        {
            "fair": fair,
            "kept": kept,
            "seen": seen,
            "page": page,
            "query": f"&kind={kind}" if kind in ORDER else "",
            "kind": kind,
            "kinds": [(one, names[one], counts[one]) for one in ORDER if counts[one]],
            "counts": counts,
            "good": counts["new"] + counts["changed"],
            "left": getattr(seen.comparison, "left", [])[:PAGE],
            "left_count": len(getattr(seen.comparison, "left", [])),
            "new_employers": len(getattr(seen.comparison, "new_employers", [])),
            "filled": getattr(seen.comparison, "filled", []),
            "columns": [(column, seen.names[name]) for name, column in seen.table.headings.items()],
        },
    )


@signed
@require_POST
def confirm(request, token):
    """Write the good rows, if they still do what was seen."""
    kept = waiting_files.fetch(token, account=request.user)
    if kept.outcome:
        return redirect("fairs:import_done", token=token)
    fair = _fair(kept.fair)
    seen = _look(request, fair, kept)
    act = import_vacancies if kept.kind == VACANCIES else import_seekers
    try:
        done = act(
            fair=fair, lines=seen.lines, by=request.user, source=kept.sha256, seen=request.POST.get("seen") or "nothing"
        )
    except Moved as moved:
        messages.warning(request, str(moved))
        return redirect("fairs:import_look", token=token)
    counts = done.counts()
    kept.outcome = counts | {
        "changes": [
            [row.number, row.who, row.what, row.changes]
            for row in (shown_row(seen, match) for match in done.of("changed")[:200])
        ]
    }
    kept.data = seen.to_mend(kept.sha256) if counts["mend"] else b""
    waiting_files.put(kept)
    return redirect("fairs:import_done", token=token)


@signed
def done(request, token):
    """What was written, and the workbook of what was not."""
    kept = waiting_files.fetch(token, account=request.user)
    if not kept.outcome:
        return redirect("fairs:import_look", token=token)
    return render(request, "fairs/import_done.html", {"fair": _fair(kept.fair), "kept": kept, "outcome": kept.outcome})


@signed
def to_mend(request, token):
    """The workbook of the rows that need mending, before confirming and after."""
    kept = waiting_files.fetch(token, account=request.user)
    if kept.outcome:
        if not kept.data:
            raise Http404
        return _workbook(kept.data, "to-mend.xlsx")
    seen = _look(request, _fair(kept.fair), kept)
    return _workbook(seen.to_mend(kept.sha256), "to-mend.xlsx")


@signed
@require_POST
def throw_away(request, token):
    """Forget a file that was not confirmed."""
    kept = waiting_files.fetch(token, account=request.user)
    waiting_files.forget(token)
    messages.success(request, _("The file is thrown away; nothing was written."))
    return redirect("fairs:import_vacancies" if kept.kind == VACANCIES else "fairs:import_seekers", pk=kept.fair)


@role(*BRINGERS)
def vacancies_template(request):
    """An empty workbook with our columns; an employer's own name stands in it already."""
    own = list(spoken_for(request.user)[:2]) if request.user.holds(Role.What.EMPLOYER) else []
    known = {"employer": own[0].name, "credit_code": own[0].credit_code or ""} if len(own) == 1 else {}
    columns = [Column(vacancies.NAMES[name], 20) for name in vacancies.TEMPLATE]
    row = [known.get(name, "") for name in vacancies.TEMPLATE]
    return _workbook(write([OutSheet("岗位", columns, [row] if known else []), _hints(VACANCIES)]), "vacancies.xlsx")


@role(*WRITERS)
def seekers_template(request):
    """An empty workbook for seekers."""
    columns = [Column(seekers.NAMES[name], 20) for name in seekers.TEMPLATE]
    return _workbook(write([OutSheet("求职者", columns, []), _hints(SEEKERS)]), "seekers.xlsx")


def _hints(kind) -> OutSheet:
    return OutSheet(
        _("how to fill in"),
        [Column(_("column"), 20), Column(_("what to write"), 80)],
        vacancy_hints() if kind == VACANCIES else seeker_hints(),
    )


def _workbook(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
