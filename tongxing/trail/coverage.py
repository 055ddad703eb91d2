"""Which columns a published number, table, name or word of a figure touches, and which it does not, with why.

For the rows that a frozen figure stands on, each column stands here in one of two lists; a column that stands in
neither fails the build, and ``docs/reference/coverage.md`` is drawn from them. Tables are named as Django does.
"""

COVERED: dict[str, tuple[str, ...]] = {
    "campaigns.campaign": ("slug", "name", "region"),
    "campaigns.event": ("campaign", "key", "kind", "name", "region", "starts_at", "ends_at"),
    "fairs.fair": ("event", "mode", "state"),
    "fairs.participation": ("fair", "employer", "number", "is_withdrawn"),
    "fairs.registration": ("fair", "person", "number"),
    "fairs.attendance": ("fair", "registration", "number", "arrived_at", "means", "entered_by"),
    "fairs.submission": ("fair", "registration", "participation", "number", "means", "handed_in_at"),
    "fairs.intent": (
        *("fair", "registration", "vacancy", "number", "seeker_agrees", "employer_agrees", "registered_at"),
    ),
    "fairs.viewing": ("fair", "number", "channel", "started_at", "seconds"),
    "live.stream": ("fair", "ended_at"),
    "live.minute": ("stream", "number", "at", "watching"),
    "live.liveapplication": ("stream", "application", "submission", "number", "sent_at"),
    "jobs.application": ("seeker", "vacancy", "state"),
    "jobs.seeker": ("person",),
    "jobs.vacancy": (
        *("employer", "event", "number", "title", "occupation", "openings", "wage_min", "wage_max", "wage_text"),
        *("education", "region", "place", "from_home", "hours_min", "hours_max", "duties", "requirements"),
        *("skills_required", "skills_welcome", "offered", "can_arrange", "cannot", "state"),
    ),
    "organisations.organisation": ("name", "name_key", "credit_code", "industry", "region"),
    "people.person": ("name", "region", "phone", "phone_key", "certificate", "certificate_key"),
    "people.region": ("code", "name", "level", "parent", "path"),
    "people.account": ("username", "name"),
    "zones.zonesevent": ("fair", "event"),
    "zones.service": ("fair", "zone", "registration", "number", "kind", "began_at", "minutes", "entered_by"),
    "zones.maker": ("fair", "number", "name", "shown_as", "is_workshop"),
    "zones.exhibit": ("maker", "is_withdrawn"),
}
"""Columns in the keyed digest of a row: altered past the site, each is named by ``tongxing figures verify``."""

LIVES_ON = {
    *("campaigns.campaign", "campaigns.event", "fairs.fair", "jobs.application", "jobs.seeker"),
    *("organisations.organisation", "people.account", "people.person", "people.region"),
}
"""Tables whose rows rightly change after a fair: what the site changes there is noted in the trail, and a figure keeps
the facts that it was frozen over. The other tables hold a fair's own entries, which change by errata only."""

_ABOUT = "said on its page; no figure counts or shows it"
_WHEN = "when it was entered; no figure counts or shows it"
_PLAN = "the plan of the day; what happened is counted, not what was planned"
_REACH = "how to reach somebody; it changes often and rightly, and no figure shows it"
_MATCHING = "what is wished for; it serves matching, and no figure counts it"
_ACCOUNT = "how the account signs in; a figure shows its name alone"
_PICTURE = "how the stream is shown; viewings and minutes are counted from their own rows"
_EXHIBIT = "what is shown; the figure counts its maker"
_CONSENT = "whether the maker is shown in public; they count all the same"
_VALIDITY = "since when the code holds; county names are kept as they were"

NOT_COVERED: dict[str, dict[str, str]] = {
    "campaigns.campaign": {
        **dict.fromkeys(("theme", "brand_line", "summary", "year", "starts_on", "ends_on"), _ABOUT),
        "is_public": "who sees the page; no figure changes with it",
    },
    "campaigns.event": dict.fromkeys(("summary", "place", "address", "online_address"), _ABOUT),
    "fairs.fair": dict.fromkeys(("interview_minutes", "timetable_edition"), _PLAN),
    "fairs.participation": {"booth": _PLAN, "registered_at": _WHEN},
    "fairs.registration": {
        "ticket": "what the QR code says; comings are counted by the registration's number",
        "means": "how the place was booked; no figure counts bookings",
        "registered_at": _WHEN,
        **dict.fromkeys(
            (
                *("can_come_from", "must_leave_by", "pace_percent", "rest_minutes", "rest_from", "rest_until"),
                "most_in_a_row",
            ),
            _PLAN,
        ),
    },
    "live.stream": dict.fromkeys(
        (
            *("channel", "source", "address", "sign_address", "sound_address", "now", "version", "began_at"),
            *("captioner", "captioner_since"),
        ),
        _PICTURE,
    ),
    "live.liveapplication": {"turn": "during whose turn it was sent; no figure counts by turn"},
    "jobs.application": {"applied_at": "the moment that counts is kept with the application from the live fair"},
    "jobs.seeker": dict.fromkeys(
        (
            *("occupations", "wish", "about", "experience", "education", "wage_floor", "hours_min", "hours_max"),
            *("from_home", "reach", "free_from", "skills", "limits", "shows_phone", "shows_needs", "updated_at"),
        ),
        _MATCHING,
    ),
    "jobs.vacancy": {
        **dict.fromkeys(("contact_name", "contact_phone", "accommodation_contact"), _REACH),
        "version": "counts edits; what they changed is covered",
        "stays_open": "whether the public list shows it once its fair is over; it counts all the same",
        "entered_at": _WHEN,
    },
    "organisations.organisation": {
        "address": _ABOUT,
        "headcount": _ABOUT,
        "contact_name": _REACH,
        "contact_phone": _REACH,
    },
    "people.person": {
        "account": ("which account the person signs in with; who the person is stands in name, telephone, certificate"),
        "sound": "made from the name, for search",
        "name_key": "made from the name, for comparison",
        "other_phones": _REACH,
        "phone_tail": "made from the telephone number, for search",
        **dict.fromkeys(
            ("claimed_certificate", "claimed_certificate_key"),
            "a number that staff have not compared yet; until they do, it names nobody",
        ),
        "certificate_until": "until when the certificate holds; no figure counts it",
        "entered_at": _WHEN,
        "entered_by_staff": _WHEN,
        "needs_said_at": _WHEN,
        "erased_at": "since when the identity is gone, which name and numbers say",
    },
    "people.region": dict.fromkeys(("valid_from", "valid_until"), _VALIDITY),
    "people.account": dict.fromkeys(
        (
            *("password", "last_login", "phone", "phone_key", "phone_verified_at", "is_active"),
            *("password_is_initial", "created_at", "session_generation"),
        ),
        _ACCOUNT,
    ),
    "zones.service": {"queue": "which number was served; the session itself is what counts"},
    "zones.maker": {
        "phone": _REACH,
        **dict.fromkeys(("consent_means", "consented_at", "withdrawn_at"), _CONSENT),
    },
    "zones.exhibit": dict.fromkeys(
        (*("kind", "title", "zone", "place", "description", "transcript", "image", "alternative", "sign_url"),),
        _EXHIBIT,
    ),
}
"""Columns outside it: column to why. The row's key is neither: it is what the digest is kept under."""
