"""Where a name, number, need or résumé of a person is shown without the gate, to whom, and why.

Everything that is not listed is masked, or opened first for a purpose that the trail keeps. A test walks all addresses
with every role and fails where one shows more than this.
"""

from dataclasses import dataclass

from tongxing.people.models import Role

ANYWHERE = "*"
NAME, PHONE, NEED, RESUME, WORDS = "name", "telephone", "need", "résumé", "own words"
CERTIFICATE = "certificate"
CLERKS = (Role.What.CLERK.value, Role.What.LEAD.value)
FAMILY = ("seeker", "guardian")
EMPLOYER = ("employer",)


@dataclass(frozen=True)
class Disclosure:
    """At ``address`` (its name), ``readers`` see ``shows``, because of ``why``."""

    address: str
    readers: tuple[str, ...]
    shows: tuple[str, ...]
    why: str


_AGREED = "the person agreed to be shown to this employer; each résumé that it opens is written to the trail"
_MEETS = "who runs the desk answers the person and keeps what was promised; the name stays masked"
_MAKER = "the federation brings buyers and makers together; a maker is entered with their own yes or masked in public"

DISCLOSURES = (
    Disclosure(ANYWHERE, FAMILY, (NAME, PHONE, NEED, RESUME, WORDS), "it is their own, or their ward's"),
    *(
        Disclosure(
            address, FAMILY, (CERTIFICATE,), "all that is kept about them is handed out to them, or their family"
        )
        for address in ("people:own_data", "people:own_data_file")
    ),
    Disclosure("fairs:door", CLERKS, (NAME,), "who comes is greeted by name; each coming is written to the trail"),
    Disclosure("people:person", CLERKS, (NEED,), "needs are what is arranged; the name stays masked"),
    Disclosure("jobs:profile_of", CLERKS, (NEED,), "needs are what is arranged; the name stays masked"),
    Disclosure("people:open", CLERKS, (NAME, PHONE, NEED), "the gate itself: a purpose is given and written first"),
    Disclosure("control:people", CLERKS, (NAME,), "who agreed to be helped is looked for by name; each look is kept"),
    *(
        Disclosure(address, EMPLOYER, (NAME, PHONE, NEED, RESUME), _AGREED)
        for address in (
            *("jobs:applications", "jobs:answer", "jobs:resume", "jobs:resume_pdf", "jobs:file", "jobs:shortlist"),
            *("jobs:requests", "jobs:reply", "fairs:applicants", "fairs:booth", "fairs:intents"),
        )
    ),
    *(
        Disclosure(address, CLERKS, (WORDS,), _MEETS)
        for address in (
            *("zones:service", "zones:correct_answer", "zones:follow_ups", "zones:close_follow_up"),
            *("jobs:requests", "jobs:reply"),
        )
    ),
    *(
        Disclosure(address, CLERKS, (NAME, PHONE, WORDS), _MAKER)
        for address in ("zones:makers", "zones:maker", "zones:edit_maker", "zones:pass_on")
    ),
    Disclosure("interpreting:mine", ("interpreter",), (NAME,), "who interprets has to find and call the person"),
    Disclosure("rounds:sheet", ("driver",), (NAME, PHONE), "who drives there has opened the sheet for the day"),
)


def shown_to(reader: str, address: str) -> frozenset[str]:
    """What ``reader`` may see at ``address`` without the gate."""
    return frozenset(
        kind
        for disclosure in DISCLOSURES
        if disclosure.address in {ANYWHERE, address} and reader in disclosure.readers
        for kind in disclosure.shows
    )
