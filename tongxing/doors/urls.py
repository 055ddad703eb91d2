"""Addresses of the door's and booths' devices."""

from django.urls import path

from tongxing.doors.views import api, app, devices, own, settling

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
    # Devices
    path("<int:pk>/", devices.devices, name="devices"),
    path("<int:pk>/add/", devices.add, name="add"),
    path("devices/<int:pk>/", devices.device, name="device"),
    path("devices/<int:pk>/code/", devices.code, name="code"),
    path("devices/<int:pk>/lock/", devices.lock, name="lock"),
    # What waits for a person
    path("<int:pk>/refused/", settling.refused, name="refused"),
    path("acts/<int:pk>/", settling.settle, name="settle"),
    path("<int:pk>/conflicts/", settling.conflicts, name="conflicts"),
    path("claims/<int:pk>/", settling.decide, name="decide"),
    path("<int:pk>/repeats/", settling.repeats, name="repeats"),
    # What the person says to it
    path("<int:pk>/about-me/", own.own, name="own"),
    path("acts/<int:pk>/answer/", own.answer, name="answer"),
]
