"""Numbers of entries and codes of tickets: made once, never changed, safe to read over the telephone."""

import secrets

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U


def _signs(count: int) -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(count))


def new_number(kind: str) -> str:
    """A number such as ``A-7K2M9-4QX0T``: 50 random bits, so two doors never have to ask each other.

    ``kind`` is one letter: A attendance, R registration, E employer, S résumé handed in (submission), I intent.
    Numbers from spreadsheets look otherwise (``A-000123``) and cannot be met by chance.
    """
    return f"{kind}-{_signs(5)}-{_signs(5)}"


def new_ticket() -> str:
    """What a ticket's QR code holds: 80 random bits that say nothing about anybody."""
    return _signs(16)


def folded_code(text: str) -> str:
    """A ticket's code as it was made, from how somebody typed it: spaces, hyphens, case and look-alikes folded."""
    typed = "".join(sign for sign in text.upper() if sign.isalnum())
    return typed.replace("O", "0").replace("I", "1").replace("L", "1")
