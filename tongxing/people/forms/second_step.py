"""The second step of signing in, counted so that nobody else's tries stand in its owner's way."""

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms

from tongxing.common.json_text import JsonField
from tongxing.people.tries import count_try


class CountedCode:
    """The library's form, which counts all tries of one account together; here a known device is counted by itself."""

    def clean_code(self):
        usage = count_try(context.request, kind="second step", account=self.user)
        if usage is None:
            raise get_adapter().validation_error("too_many_login_attempts")
        code = self.cleaned_data["code"]
        # A passkey is no code; the app comes before the recovery codes, and failures are told of the first.
        steps = sorted(
            Authenticator.objects.filter(user=self.user).exclude(type=Authenticator.Type.WEBAUTHN),
            key=lambda step: step.type != Authenticator.Type.TOTP,
        )
        for step in steps:
            if step.wrap().validate_code(code):
                step.user = self.user
                self.authenticator = step
                usage.rollback()
                return code
        if steps:
            self._emit_authentication_failed(steps[0])
        raise get_adapter().validation_error("incorrect_code")


class SecondStepForm(CountedCode, AuthenticateForm):
    """After the password."""


class SecondStepAgainForm(CountedCode, ReauthenticateForm):
    """Before something that is guarded, in a session."""


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey."""

    credential = JsonField(widget=forms.HiddenInput)


class PasskeyForm(LoginWebAuthnForm):
    """A passkey instead of a password."""

    credential = JsonField(widget=forms.HiddenInput)


class SecondStepPasskeyForm(AuthenticateWebAuthnForm):
    """A passkey as second step. It is not counted: nobody guesses a passkey."""

    credential = JsonField(widget=forms.HiddenInput)

    def clean_credential(self):
        credential = self.cleaned_data["credential"]
        webauthn.parse_authentication_response(credential)
        return webauthn.complete_authentication(self.user, credential)


class SecondStepPasskeyAgainForm(SecondStepPasskeyForm):
    """The same before something that is guarded."""

    reauthenticated = True
