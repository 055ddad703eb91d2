"""How the sign-in library finds accounts and telephone numbers."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """The platform's answers to the sign-in library."""
