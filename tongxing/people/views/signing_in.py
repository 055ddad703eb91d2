"""Signing in by telephone, and replacing an initial password."""

from urllib.parse import urlencode

from allauth.account.internal.decorators import login_stage_required
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tongxing.common.audience import public
from tongxing.common.refusal import Refused
from tongxing.common.ways import way_on
from tongxing.people import access, actions
from tongxing.people.devices import known_device
from tongxing.people.forms import CodeForm, FirstPasswordForm, PhoneForm
from tongxing.people.models import Account, PhoneChange, SignInCode
from tongxing.people.models.account import phone_hash
from tongxing.people.models.phone_change import undoable_by, waiting_for
from tongxing.people.signin import STAGE

CODES = "sign_in_code"
"""In the session: the numbers of the rows of the codes that this browser asked for, never the telephone number."""
MOST_CODES = 10
BACK = "phone_back"
"""In the session: the change that led away from the number that was just proved, and when that was (seconds)."""
BACK_SECONDS = 600


def _codes_asked_for(request) -> list[SignInCode]:
    """The codes that this browser asked for, the latest last; those for an earlier number are left out."""
    numbers = request.session.get(CODES, [])
    rows = list(SignInCode.objects.filter(pk__in=numbers if isinstance(numbers, list) else [numbers]).order_by("pk"))
    return [row for row in rows if row.phone_key == rows[-1].phone_key]


def _send(request, form, phone: str):
    """Send a code and go on to the page that asks for it; a refusal stands on the form."""
    key = phone_hash(phone)
    account = Account.objects.filter(phone_key=key).first()
    try:
        sent = actions.send_code(phone=phone, device=known_device(request, account))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    earlier = [row for row in _codes_asked_for(request) if row.phone_key == key]
    request.session[CODES] = [row.pk for row in [*earlier, sent]][-MOST_CODES:]
    way = way_on(request)
    return redirect(reverse("phone_code") + (f"?{urlencode({'next': way})}" if way else ""))


@public
@never_cache
def phone_sign_in(request):
    """Ask for the telephone number and send it a code. The answer is the same for known and new numbers."""
    if request.user.is_authenticated:
        return redirect(way_on(request) or settings.LOGIN_REDIRECT_URL)
    form = PhoneForm(request.POST or None)
    if form.is_valid():
        answer = _send(request, form, form.cleaned_data["phone"])
        if answer:
            return answer
    has_code = any(row.is_open() for row in _codes_asked_for(request))
    return render(request, "people/phone_sign_in.html", {"form": form, "next": way_on(request), "has_code": has_code})


@public
@never_cache
def phone_code(request):
    """Ask for the code from the message; the right one signs in, and makes the account of a new number."""
    sent = _codes_asked_for(request)
    if request.user.is_authenticated or not sent:
        return redirect("phone_sign_in")
    phone = sent[-1].phone
    form = CodeForm(request.POST if "code" in request.POST else None)
    if "again" in request.POST:
        form = CodeForm({"code": ""})
        form.errors.clear()
        answer = _send(request, form, phone)
        if answer:
            messages.success(request, _("A new code was sent. Those sent before stay good for their five minutes."))
            return answer
    elif form.is_valid():
        try:
            actions.check_code(sent=sent, code=form.cleaned_data["code"])
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            del request.session[CODES]
            return _enter(request, phone)
    return render(request, "people/phone_code.html", {"form": form, "next": way_on(request), "tail": phone[-4:]})


def _enter(request, phone: str):
    """Sign in whoever has just proved ``phone``; a change of the telephone that has to do with it comes first."""
    key = phone_hash(phone)
    is_known = Account.objects.filter(phone_key=key).exists()
    waiting = None if is_known else waiting_for(key)
    if waiting is not None:
        if not waiting.is_due():
            day = f"{timezone.localtime(waiting.due_at):%Y-%m-%d %H:%M}"
            sentence = _(
                "This number takes over your account on %(day)s, or when a second member of staff confirms it."
            )
            messages.info(request, sentence % {"day": day})
            return redirect("phone_sign_in")
        actions.finish_recovery(change=waiting, by="sign-in")
    elif not is_known and (change := undoable_by(key)):
        request.session[BACK] = [change.pk, int(timezone.now().timestamp())]
        return redirect("phone_back")
    account = actions.verify_phone(phone=phone, by="sign-in")
    return perform_login(request, account, redirect_url=_first_page(request, account))


@public
@never_cache
def phone_back(request):
    """Who has just proved a number from which an account was led away takes it back, or begins anew with it."""
    pk, since = request.session.get(BACK, [0, 0])
    change = PhoneChange.objects.select_related("account").filter(pk=pk).first()
    is_fresh = timezone.now().timestamp() - since < BACK_SECONDS
    if request.user.is_authenticated or change is None or not is_fresh or not change.may_be_taken_back():
        return redirect("phone_sign_in")
    if request.method == "POST":
        del request.session[BACK]
        if request.POST.get("answer") == "back":
            actions.end_phone_change(change=change, by="sign-in")
            messages.success(request, _("Your account signs in with this number again. Everybody else is signed out."))
        account = actions.verify_phone(phone=change.old_phone, by="sign-in")
        return perform_login(request, account, redirect_url=_first_page(request, account))
    return render(request, "people/phone_back.html", {"change": change})


def _first_page(request, account) -> str:
    """Where to go on: what was asked for, the question who one is, or one's own day."""
    is_unknown = not (hasattr(account, "person") or account.current_roles() or access.wards_of(account).exists())
    return way_on(request) or resolve_url("people:me" if is_unknown else settings.LOGIN_REDIRECT_URL)


@public
@login_stage_required(stage=STAGE, redirect_urlname="account_login")
@sensitive_post_parameters("password", "again")
def first_password(request):
    """The stop on the way in: an initial password is replaced by one's own."""
    stage = request._login_stage
    form = FirstPasswordForm(request.POST or None)
    if form.is_valid():
        account = stage.login.user
        try:
            actions.change_initial_password(account=account, password=form.cleaned_data["password"], by=account)
        except Refused as refusal:
            form.add_error("password", str(refusal))
        else:
            return stage.exit()
    return render(request, "people/first_password.html", {"form": form})
