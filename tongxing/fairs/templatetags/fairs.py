"""``{% load fairs %}``: the names of features, purposes, languages and needs in the reader's language."""

from django import template

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


@register.simple_tag
def language_name(code):
    """What an interpreter works in."""
    return _named(Language, code)
