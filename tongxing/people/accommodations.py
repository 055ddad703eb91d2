"""The accommodations in the groups in which people say what they need and employers what they offer."""

from django.utils.translation import get_language

from engines.wording import ACCOMMODATION_GROUPS


def accommodation_groups() -> list[tuple[str, tuple[str, ...]]]:
    """(heading in the reader's language, codes) of each group."""
    is_english = (get_language() or "").startswith("en")
    return [(english if is_english else chinese, codes) for chinese, english, codes in ACCOMMODATION_GROUPS]
