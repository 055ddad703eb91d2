"""What writes to jobs' tables, one file a noun."""

from tongxing.jobs.actions.application import answer, apply, ask, decline, invite, withdraw
from tongxing.jobs.actions.invitation import answer_invitation, invite_to_apply
from tongxing.jobs.actions.matching import read_report, refresh_seeker, refresh_suggestions
from tongxing.jobs.actions.seeker import add_resume_file, delete_resume_file, open_resume, read_resume, save_profile
from tongxing.jobs.actions.vacancy import (
    EditedMeanwhile,
    close_vacancy,
    edit_vacancy,
    enter_vacancy,
    keep_open,
    reopen_vacancy,
    withdraw_vacancy,
)
from tongxing.jobs.actions.vacancy_sheet import Moved, import_vacancies

__all__ = [
    "EditedMeanwhile",
    "Moved",
    "add_resume_file",
    "answer",
    "answer_invitation",
    "apply",
    "ask",
    "close_vacancy",
    "decline",
    "delete_resume_file",
    "edit_vacancy",
    "enter_vacancy",
    "import_vacancies",
    "invite",
    "invite_to_apply",
    "keep_open",
    "open_resume",
    "read_report",
    "read_resume",
    "refresh_seeker",
    "refresh_suggestions",
    "reopen_vacancy",
    "save_profile",
    "withdraw",
    "withdraw_vacancy",
]
