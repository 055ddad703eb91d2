"""Addresses of people. Of the sign-in library only those named here are reached, each with its audience."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path

from tongxing.common.audience import public, signed
from tongxing.people import views
from tongxing.people.views.protected import with_password

signing_in = [
    path("sign-in/", views.phone_sign_in, name="phone_sign_in"),
    path("sign-in/code/", views.phone_code, name="phone_code"),
    path("sign-in/back/", views.phone_back, name="phone_back"),
    path("staff/", public(account.login), name="account_login"),
    path("sign-out/", public(account.logout), name="account_logout"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("first-password/", views.first_password, name="first_password"),
    path("confirm/", signed(account.reauthenticate), name="account_reauthenticate"),
    path("password/", with_password(account.password_change), name="account_change_password"),
    path("second-step/", with_password(mfa.index), name="mfa_index"),
    path("second-step/ask/", public(mfa.authenticate), name="mfa_authenticate"),
    path("second-step/confirm/", signed(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-step/app/", with_password(totp.activate_totp), name="mfa_activate_totp"),
    path("second-step/app/remove/", with_password(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-step/codes/", with_password(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second-step/codes/new/",
        with_password(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("passkeys/", with_password(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add/", with_password(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/confirm/", signed(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/name/", with_password(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", with_password(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("passkeys/sign-in/", public(webauthn.login_webauthn), name="mfa_login_webauthn"),
]

records = [
    path("me/", views.me, name="me"),
    path("me/sign-up/", views.sign_up, name="sign_up"),
    path("me/ward/", views.ward, name="ward"),
    path("phone/", views.own_phone, name="own_phone"),
    path("phone/code/", views.own_phone_code, name="own_phone_code"),
    path("record/<int:pk>/", views.record, name="record"),
    path("record/<int:pk>/data/", views.own_data, name="own_data"),
    path("record/<int:pk>/data.json", views.own_data_file, name="own_data_file"),
    path("people/<int:pk>/erasure/", views.erasure, name="erasure"),
    path("record/<int:pk>/needs/", views.needs, name="needs"),
    path("record/<int:pk>/street/", views.township, name="township"),
    path("record/<int:pk>/agree/", views.agree, name="agree"),
    path("record/<int:pk>/consent/", views.consent, name="consent"),
    path("record/<int:pk>/change/", views.change, name="change"),
    path("guardian/<int:pk>/end/", views.end_guardian, name="end_guardian"),
    path("people/", views.people, name="people"),
    path("people/new/", views.new, name="new"),
    path("people/duplicates/", views.duplicates, name="duplicates"),
    path("people/merges/<int:number>/", views.merge, name="merge"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/duplicates/", views.candidates, name="candidates"),
    path("people/<int:pk>/beside/<int:other>/", views.compare, name="compare"),
    path("people/<int:pk>/recovery/", views.recovery, name="recovery"),
    path("people/<int:pk>/recovery/code/", views.recovery_code, name="recovery_code"),
    path("people/<int:pk>/recovery/answer/", views.recovery_answer, name="recovery_answer"),
    path("people/<int:pk>/open/", views.open_identity, name="open"),
    path("people/<int:pk>/guardian/", views.guardian, name="guardian"),
    path("roles/", views.roles, name="roles"),
    path("roles/<int:pk>/end/", views.end_role, name="end_role"),
    path("roles/invite/", views.invite, name="invite"),
    path("roles/password/<int:pk>/", views.new_password, name="new_password"),
    path("outbox/", views.outbox, name="outbox"),
]

urlpatterns = [*signing_in, path("", include((records, "people")))]
