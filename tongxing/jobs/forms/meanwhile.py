"""Two people edit one post: what the other one changed, and a form in which nothing typed is lost."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from tongxing.jobs.forms.vacancy import VacancyForm, initial_of
from tongxing.jobs.models import Vacancy
from tongxing.trail.models import Entry

SALT = "jobs.vacancy.opened"
ACTS = ("edited a vacancy", "withdrew a vacancy", "closed a vacancy", "opened a vacancy again")


@dataclass(frozen=True)
class Both:
    """One field that somebody else changed: as you opened it, as it stands, and what you wrote (empty: nothing)."""

    label: str
    opened: str
    now: str
    yours: str


@dataclass(frozen=True)
class Change:
    """Who changed the post, and when."""

    who: str
    when: datetime


def opened(vacancy: Vacancy) -> str:
    """The post as the form was opened with it, to be carried along."""
    return signing.dumps(initial_of(vacancy), salt=SALT, compress=True)


def opened_as(carried: str) -> dict:
    """What ``opened`` carried; empty where it was tampered with."""
    try:
        return signing.loads(carried, salt=SALT)
    except signing.BadSignature:
        return {}


def changes_since(vacancy: Vacancy, version: int) -> list[Change]:
    """The edits and imports that raised the post's version above ``version``, from the trail."""
    entries = Entry.objects.filter(
        target_kind="jobs.vacancy", target_key=str(vacancy.pk), act__in=ACTS, details__version__gt=version
    )
    found = [Change(entry.actor_label, entry.at) for entry in entries]
    imports = Entry.objects.filter(
        target_kind="campaigns.event", target_key=str(vacancy.event_id), act="imported vacancies"
    ).order_by("-pk")[:20]
    for entry in imports:
        changed = entry.details.get("changed", {}).get(str(vacancy.pk))
        if changed and changed["version"] > version:
            found.append(Change(entry.actor_label, entry.at))
    return sorted(found, key=lambda change: change.when)


def merged(form: VacancyForm, base: dict, vacancy: Vacancy, **kwargs) -> tuple[VacancyForm, list[Both]]:
    """A form with what you changed kept and everything else as it stands; and each field that the other changed."""
    now = initial_of(vacancy)
    data, both = {}, []
    shown = VacancyForm(initial=now, **kwargs)
    before = VacancyForm(initial=base, **kwargs)
    for name, field in form.fields.items():
        typed = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        is_yours = field.has_changed(base.get(name), typed)
        is_theirs = field.has_changed(base.get(name), now[name] if now[name] is not None else "")
        data[name] = typed if is_yours else now[name]
        if is_theirs:
            both.append(
                Both(
                    label=str(field.label),
                    opened=_readable(before, name),
                    now=_readable(shown, name),
                    yours=_readable(form, name) if is_yours else "",
                )
            )
    cleaned = {name: value for name, value in data.items() if value is not None and value is not False}
    return VacancyForm(cleaned, initial=now, **kwargs), both


def _readable(form: VacancyForm, name: str) -> str:
    """A field's value as its widget shows it: the choice's name, not its code."""
    field, value = form.fields[name], form[name].value()
    choices = dict(_flat(getattr(field, "choices", ())))
    return str(choices.get(str(value) if value is not None else "", value if value not in (None, "") else "—"))


def _flat(choices):
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield str(value), str(label)
