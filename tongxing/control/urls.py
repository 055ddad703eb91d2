"""Addresses of the fair's control page."""

from django.urls import path

from tongxing.control.views import day, emergency

app_name = "control"
urlpatterns = [
    path("<int:pk>/", day.day, name="day"),
    path("<int:pk>/closing/", day.closing, name="closing"),
    # Emergencies
    path("<int:pk>/emergency/", emergency.choose, name="choose"),
    path("<int:pk>/emergency/<slug:what>/", emergency.start, name="start"),
    path("emergencies/<int:pk>/", emergency.emergency, name="emergency"),
    path("emergencies/<int:pk>/send/", emergency.send_again, name="send_again"),
    path("emergencies/<int:pk>/widen/", emergency.widen, name="widen"),
    path("emergencies/<int:pk>/people/", emergency.people, name="people"),
    path("emergencies/<int:pk>/people/<int:registration>/out/", emergency.out, name="out"),
    path("emergencies/<int:pk>/over/", emergency.over, name="over"),
]
