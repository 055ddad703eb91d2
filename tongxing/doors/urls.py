"""Addresses of the door's and booths' devices."""

from django.urls import path

from tongxing.doors.views import api, app

app_name = "doors"
urlpatterns = [
    # The device's app
    path("app/", app.app, name="app"),
    path("app/worker.js", app.worker, name="worker"),
    path("app/manifest.webmanifest", app.manifest, name="manifest"),
    # What devices ask
    path("app/enrol", api.enrol, name="enrol"),
    path("app/roster", api.get_roster, name="roster"),
    path("app/acts", api.post_acts, name="acts"),
    path("app/state", api.get_state, name="state"),
]
