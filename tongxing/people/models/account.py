"""Accounts: one a person, whatever they are to the platform."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tongxing.common.dates import today
from tongxing.common.sealing import SealedTextField, keyed_hash


def phone_hash(phone: str) -> str:
    """By which an account or person with this telephone number is found."""
    return keyed_hash(phone, label="phone")


class AccountManager(BaseUserManager):
    """Finds accounts by user name, as Django's sign-in asks."""

    def get_by_natural_key(self, username):
        return self.get(username=username)


class Account(AbstractBaseUser):
    """Somebody who signs in: staff by user name and password, the public by telephone and code."""

    username = models.CharField(
        max_length=60,
        unique=True,
        error_messages={"unique": _("Another account has this user name. Choose another one.")},
    )
    name = models.CharField(max_length=60, blank=True)
    phone = SealedTextField(blank=True)
    phone_key = models.CharField(
        max_length=64,
        unique=True,
        null=True,
        blank=True,
        error_messages={
            "unique": _("This telephone cannot be used for this account. Check it digit by digit, or ask staff.")
        },
    )
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    password_is_initial = models.BooleanField(default=False, help_text="given by a lead: changed before the first page")
    created_at = models.DateTimeField(auto_now_add=True)
    session_generation = models.PositiveIntegerField(
        default=0, help_text="sessions and known devices of another generation are no longer good"
    )

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    def __str__(self):
        return self.label()

    def label(self) -> str:
        """The name shown beside what the account did."""
        return self.name or self.username

    def _get_session_auth_hash(self, secret=None):
        """What a session must hold to be good: it changes with the password and with each second step."""
        return salted_hmac(
            "people.account.session", f"{self.password} {self.session_generation}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def has_usable_phone(self) -> bool:
        return bool(self.phone and self.phone_verified_at)

    @property
    def phone_tail(self) -> str:
        """The last four digits of the number that signs in."""
        return self.phone[-4:]

    def current_roles(self) -> list:
        """The roles held today, with their regions: one query, kept for the request."""
        if "_current_roles" not in self.__dict__:
            day = today()
            self._current_roles = list(
                self.roles.select_related("region").filter(
                    Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day, ended_at=None
                )
            )
        return self._current_roles

    def holds(self, *names) -> bool:
        """Whether one of the named roles is held today."""
        return any(role.what in names for role in self.current_roles())
