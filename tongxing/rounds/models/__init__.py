"""A round, its stops and teams, its plan, and what happened on the day."""

from tongxing.rounds.models.day import Opening, Repair
from tongxing.rounds.models.plan import Leg
from tongxing.rounds.models.round import Round
from tongxing.rounds.models.stop import Skill, Stop
from tongxing.rounds.models.team import Team

__all__ = ["Leg", "Opening", "Repair", "Round", "Skill", "Stop", "Team"]
