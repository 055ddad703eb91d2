"""Names of skills, times of a day and lengths of ways, for templates."""

from django import template
from django.utils.translation import gettext as _

from tongxing.rounds.models import Skill

register = template.Library()


@register.simple_tag
def skill_name(code: str) -> str:
    """The skill in words; an unknown code as it is."""
    return str(Skill(code).label) if code in Skill.values else code


@register.simple_tag
def window_names(stop) -> str:
    """When somebody is there: 09:00–11:30、14:00–16:00."""
    times = [f"{begins // 60:02d}:{begins % 60:02d}–{ends // 60:02d}:{ends % 60:02d}" for begins, ends in stop.windows]
    return "、".join(times) or _("at any time")


@register.filter
def kilometres(metres: int) -> str:
    """Metres as kilometres with one decimal."""
    return f"{metres / 1000:.1f}"
