"""``{% load fairs %}``: the names of features, purposes, languages and needs in the reader's language."""

from django import template

from tongxing.fairs.hosting import hidden_names
from tongxing.fairs.models.hall import Feature, Purpose
from tongxing.fairs.models.interview import Language

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
    """The person's name; masked for staff of one host of a shared fair where the person is another host's."""
    request = context["request"]
    asked = request.__dict__.setdefault("_hidden_names", {})
    if fair.pk not in asked:
        asked[fair.pk] = hidden_names(request.user, fair)
    return person.masked_name() if asked[fair.pk](person) else person.name


@register.simple_tag
def language_name(code):
    """What an interpreter works in."""
    return _named(Language, code)
