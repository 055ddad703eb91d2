"""What the platform tells the sign-in library: where to go, what to write to the trail, how secrets are kept."""

from io import BytesIO

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import LoginStage
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.shortcuts import redirect, resolve_url

from tongxing.common.sealing import seal, unseal
from tongxing.people import actions
from tongxing.people.devices import device_of, remember_device
from tongxing.people.tries import account_named, count_try

STAGE = "first_password"
MFA_LABEL = "mfa.secret"


class Adapter(DefaultAccountAdapter):
    """The platform's answers to the sign-in library."""

    def is_open_for_signup(self, request):
        """Accounts are made by leads, or by the first correct telephone code: never by the library."""
        return False

    def get_login_stages(self):
        """An initial password is replaced before anything else is asked."""
        return ["tongxing.people.signin.FirstPassword", *super().get_login_stages()]

    def pre_authenticate(self, request, **credentials):
        """Count the try of a password; it is rolled back when the password is right."""
        username = credentials.get("username", "")
        self._login_failed_rl_usage = count_try(
            request, kind="password", account=account_named(username), name=username
        )
        if self._login_failed_rl_usage is None:
            raise self.validation_error("too_many_login_attempts")

    def get_client_ip(self, request):
        """By what the library counts pages asked for: a device on which somebody signed in is counted by itself.

        Tries at passwords are counted by true addresses (``people.tries``).
        """
        device = device_of(request)
        return f"device-{device}" if device else super().get_client_ip(request)

    def login(self, request, user):
        super().login(request, user)
        actions.note("signed in", user)
        remember_device(request, user)

    def logout(self, request):
        if request.user.is_authenticated:
            actions.note("signed out", request.user)
        super().logout(request)

    def set_password(self, user, password):
        actions.change_password(account=user, password=password, by=user)
        remember_device(self.request, user)

    def get_password_change_redirect_url(self, request):
        return resolve_url(settings.LOGIN_REDIRECT_URL)


class FirstPassword(LoginStage):
    """Signing in stops here until an initial password has been replaced."""

    key = STAGE
    urlname = "first_password"

    def handle(self):
        if not self.login.user.password_is_initial:
            return None, True
        return redirect("first_password"), True


class SecondStep(DefaultMFAAdapter):
    """Secrets of authenticator apps are sealed like all others."""

    def encrypt(self, text: str) -> str:
        return seal(text, label=MFA_LABEL)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, label=MFA_LABEL)

    def build_totp_svg(self, url: str) -> str:
        """Dark on a light ground of its own, so that cameras read it on dark pages too."""
        picture = BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", scale=5, border=4, light="#fff")
        return picture.getvalue().decode()

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)


def _changed(request, user, act: str) -> None:
    """The second step is another one: write it to the trail, and end all sessions but the one that changed it."""
    actions.note(act, user)
    actions.end_sessions(account=user)
    update_session_auth_hash(request, user)
    remember_device(request, user)


@receiver(authenticator_added)
def _added(sender, request, user, authenticator, **kwargs):
    _changed(request, user, f"added a second step: {authenticator.type}")


@receiver(authenticator_removed)
def _removed(sender, request, user, authenticator, **kwargs):
    _changed(request, user, f"removed a second step: {authenticator.type}")


@receiver(authenticator_reset)
def _reset(sender, request, user, authenticator, **kwargs):
    _changed(request, user, f"renewed a second step: {authenticator.type}")
