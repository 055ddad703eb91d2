"""Spans of time in words, for templates."""

import datetime as dt

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()
HOUR = 60


@register.filter
def in_words(minutes: int) -> str:
    """A number of minutes without its sign: 5 minutes; 1 hour 5 minutes."""
    hours, rest = divmod(abs(minutes), HOUR)
    if not hours:
        return ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


@register.filter
def ends_at(line) -> str:
    """When the item of a line ends if it keeps to its minutes: an ISO moment, for scripts."""
    return (line.item.began_at + dt.timedelta(minutes=line.item.minutes)).isoformat()
