"""``{% load fairs %}``: the names of features, purposes, languages and needs in the reader's language."""

from django import template

from tongxing.fairs.access import runs
from tongxing.fairs.hosting import hidden_names
from tongxing.fairs.models.hall import Feature, Purpose
from tongxing.fairs.models.interview import Language
from tongxing.fairs.names import name_of
from tongxing.people.openings import opening_of, people_opened

register = template.Library()


def _named(choices, code):
    return choices(code).label if code in choices else code


@register.simple_tag
def feature_name(code):
    """What a place offers."""
    return _named(Feature, code)


@register.simple_tag
def purpose_name(code):
    """What a zone is for."""
    return _named(Purpose, code)


@register.simple_tag(takes_context=True)
def name_at(context, fair, person):
    """The person's name: for who runs the fair masked until they opened it for a purpose."""
    return name_of(context["request"], fair, person)


@register.simple_tag(takes_context=True)
def name_at_door(context, fair, person):
    """The whole name of who stands at the door and is greeted by it; not of another host's people."""
    request = context["request"]
    known = request.__dict__.setdefault("_hidden_names", {})
    if fair.pk not in known:
        known[fair.pk] = hidden_names(request.user, fair)
    return person.masked_name() if known[fair.pk](person) else person.name


@register.inclusion_tag("fairs/names_gate.html", takes_context=True)
def names_gate(context, fair, registration=None):
    """The way to whole names on this page: of all, or of one ``registration``."""
    request = context["request"]
    opening = opening_of(request, fair)
    opened = people_opened(request, fair)
    is_open = bool(opened) if registration is None else registration.person_id in opened
    return {
        "fair": fair,
        "registration": registration,
        "runs": runs(request.user, fair),
        "opening": opening,
        "is_open": is_open and opening is not None,
        "here": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def language_name(code):
    """What an interpreter works in."""
    return _named(Language, code)
