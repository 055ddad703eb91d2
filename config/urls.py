"""Every address of the site: one line an app."""

from django.urls import include, path

handler403 = "tongxing.home.views.refused"
handler404 = "tongxing.home.views.not_found"
handler500 = "tongxing.home.views.broken"

urlpatterns = [
    path("", include("tongxing.home.urls")),
    path("account/", include("tongxing.people.urls")),
    path("organisations/", include("tongxing.organisations.urls")),
    path("campaigns/", include("tongxing.campaigns.urls")),
    path("rounds/", include("tongxing.rounds.urls")),
    path("jobs/", include("tongxing.jobs.urls")),
    path("fairs/", include("tongxing.fairs.urls")),
    path("interpreting/", include("tongxing.interpreting.urls")),
    path("queues/", include("tongxing.queues.urls")),
    path("zones/", include("tongxing.zones.urls")),
    path("live/", include("tongxing.live.urls")),
    path("doors/", include("tongxing.doors.urls")),
    path("control/", include("tongxing.control.urls")),
    path("figures/", include("tongxing.figures.urls")),
    path("bulletins/", include("tongxing.bulletins.urls")),
]
