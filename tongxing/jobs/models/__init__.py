"""What is offered, who looks for it, and what comes of it."""

from tongxing.jobs.models.application import AccommodationRequest, Application, Suggestion
from tongxing.jobs.models.invitation import Invitation
from tongxing.jobs.models.matching import FairnessReport, Lever
from tongxing.jobs.models.seeker import ResumeFile, Seeker
from tongxing.jobs.models.vacancy import Vacancy

__all__ = [
    "AccommodationRequest",
    "Application",
    "FairnessReport",
    "Invitation",
    "Lever",
    "ResumeFile",
    "Seeker",
    "Suggestion",
    "Vacancy",
]
