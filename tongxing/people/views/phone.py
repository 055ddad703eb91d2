"""Another telephone to sign in with: by the owner, or with staff who see somebody whose old one is gone."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tongxing.common.audience import role, signed
from tongxing.common.refusal import Refused
from tongxing.people import access, actions
from tongxing.people.devices import is_remembered, known_device, remember_device
from tongxing.people.forms import CodeForm, PhoneForm, RecoveryForm
from tongxing.people.models import Person, PhoneChange, SignInCode
from tongxing.people.models.phone_change import standing_change

OWN, OF_PERSON = "own_phone_codes", "recovery_codes"
"""In the session: the codes sent to the new number; with staff also for whom."""
MOST_CODES = 5


def _sent(request, key: str) -> list[SignInCode]:
    rows = list(SignInCode.objects.filter(pk__in=request.session.get(key, [])).order_by("pk"))
    return [row for row in rows if row.phone_key == rows[-1].phone_key]


def _send(request, form, key: str) -> bool:
    """Send a code to the number on the form; whether anybody signs in with it is not told."""
    if not form.is_valid():
        return False
    try:
        sent = actions.send_code(phone=form.cleaned_data["phone"], device=known_device(request, request.user))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    request.session[key] = [*request.session.get(key, []), sent.pk][-MOST_CODES:]
    return True


@signed
@never_cache
def own_phone(request):
    """The owner asks for a code to the new number, or stops a change that somebody else asked for."""
    if not request.user.has_usable_phone():
        raise Refused(_("You do not sign in with a telephone."))
    waiting = PhoneChange.objects.waiting().filter(account=request.user).first()
    if waiting and "stop" in request.POST:
        actions.end_phone_change(change=waiting, by=request.user)
        messages.success(request, _("The change is stopped. Your number stays."))
        return redirect("people:own_phone")
    is_known = is_remembered(request, request.user)
    form = PhoneForm(request.POST if "phone" in request.POST and is_known else None)
    form.fields["phone"].label = _("New mobile number")
    if _send(request, form, OWN):
        return redirect("people:own_phone_code")
    return render(request, "people/own_phone.html", {"form": form, "waiting": waiting, "is_known": is_known})


@signed
@never_cache
def own_phone_code(request):
    """The code that the new number got: with the right one the account signs in with it."""
    sent = _sent(request, OWN)
    if not sent or not is_remembered(request, request.user):
        return redirect("people:own_phone")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            phone = actions.check_code(sent=sent, code=form.cleaned_data["code"])
            actions.change_own_phone(account=request.user, phone=phone, by=request.user)
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            del request.session[OWN]
            request.user.refresh_from_db()
            update_session_auth_hash(request, request.user)
            remember_device(request, request.user)
            messages.success(request, _("You sign in with the new number now. The old number was told."))
            return redirect("people:me")
    return render(request, "people/own_phone_code.html", {"form": form, "tail": sent[-1].phone[-4:]})


def _person(request, pk: int) -> Person:
    people = Person.objects.select_related("region", "account")
    person = access.found_within(request.user, people, names=access.WRITERS, pk=pk)
    access.check_recovers(request.user, person)
    return person


@role(*access.WRITERS)
@never_cache
def recovery(request, pk):
    """Staff have somebody before them whose old telephone is gone: a code goes to the new one."""
    person = _person(request, pk)
    form = PhoneForm(request.POST or None)
    form.fields["phone"].label = _("New mobile number")
    key = f"{OF_PERSON}-{person.pk}"
    if _send(request, form, key):
        return redirect("people:recovery_code", person.pk)
    return render(request, "people/recovery.html", {"form": form, "person": person})


@role(*access.WRITERS)
@never_cache
def recovery_code(request, pk):
    """What the card says, what the person knows, and the code that the new telephone got."""
    person = _person(request, pk)
    key = f"{OF_PERSON}-{person.pk}"
    sent = _sent(request, key)
    if not sent:
        return redirect("people:recovery", person.pk)
    form = RecoveryForm(request.POST or None)
    if form.is_valid():
        papers = {"certificate": form.cleaned_data["certificate"], "old_tail": form.cleaned_data["old_tail"]}
        try:
            actions.count_recovery_try(person, request.user)
            actions.check_papers(person=person, **papers)
            phone = actions.check_code(sent=sent, code=form.cleaned_data["code"])
            actions.ask_for_recovery(person=person, phone=phone, by=request.user, **papers)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            del request.session[key]
            messages.success(
                request, _("It is written down, and the old number was told. Ask a colleague to confirm it.")
            )
            return redirect("people:person", person.pk)
    return render(request, "people/recovery_code.html", {"form": form, "person": person, "tail": sent[-1].phone[-4:]})


@role(*access.WRITERS)
@require_POST
def recovery_answer(request, pk):
    """A second member of staff confirms; whoever asked, or a colleague, stops it or takes it back."""
    person = _person(request, pk)
    change = standing_change(person)
    if change is None:
        raise Refused(_("This change does not wait any longer."))
    if request.POST.get("answer") == "confirm":
        actions.confirm_recovery(change=change, by=request.user)
        messages.success(request, _("The account signs in with the new number now. Every session of before is ended."))
    else:
        actions.end_phone_change(change=change, by=request.user)
        messages.success(request, _("The change is ended. The old number signs in."))
    return redirect("people:person", person.pk)
