"""Addresses of jobs."""

from django.urls import path

from tongxing.jobs.views import application, fairness, interviews, invitation, matching, seeker, vacancy

app_name = "jobs"
urlpatterns = [
    # posts
    path("", vacancy.vacancies, name="vacancies"),
    path("<int:pk>/", vacancy.vacancy, name="vacancy"),
    path("<int:pk>/edit/", vacancy.edit_vacancy, name="edit_vacancy"),
    path("<int:pk>/state/", vacancy.move_vacancy, name="move_vacancy"),
    path("events/<int:event>/new/", vacancy.new_vacancy, name="new_vacancy"),
    # people who look for work
    path("me/", seeker.profile, name="profile"),
    path("people/<int:pk>/", seeker.profile_of, name="profile_of"),
    path("seekers/<int:pk>/open/", seeker.open_resume, name="open_resume"),
    path("seekers/<int:pk>/resume/", seeker.resume, name="resume"),
    path("seekers/<int:pk>/resume.pdf", seeker.resume_pdf, name="resume_pdf"),
    path("seekers/<int:pk>/files/", seeker.add_file, name="add_file"),
    path("files/<int:pk>/", seeker.file, name="file"),
    path("files/<int:pk>/delete/", seeker.delete_file, name="delete_file"),
    # who fits what
    path("matches/", matching.matches, name="matches"),
    path("seekers/<int:pk>/matches/", matching.matches_of, name="matches_of"),
    path("<int:pk>/shortlist/", matching.shortlist, name="shortlist"),
    path("events/<int:pk>/shortlists/", matching.refresh, name="refresh"),
    path("events/<int:pk>/interviews/", interviews.interviews, name="interviews"),
    path("events/<int:pk>/fairness/", fairness.fairness, name="fairness"),
    # applications and requests for accommodations
    path("<int:pk>/apply/", application.apply, name="apply"),
    path("applications/", application.applications, name="applications"),
    path("applications/<int:pk>/withdraw/", application.withdraw, name="withdraw"),
    path("applications/<int:pk>/answer/", application.answer, name="answer"),
    path("<int:pk>/invite/", invitation.invite, name="invite_to_apply"),
    path("invitations/<int:pk>/", invitation.answer, name="answer_invitation"),
    path("<int:pk>/ask/", application.ask, name="ask"),
    path("requests/", application.requests, name="requests"),
    path("requests/<int:pk>/", application.reply, name="reply"),
]
