"""Addresses of interpreting."""

from django.urls import path

from tongxing.interpreting.views import hours, request

app_name = "interpreting"
urlpatterns = [
    path("<int:pk>/", request.requests, name="requests"),
    path("<int:pk>/ask/", request.ask, name="ask"),
    path("<int:pk>/hours/", hours.hours, name="hours"),
    path("<int:pk>/hours.csv", hours.hours_file, name="hours_file"),
    path("requests/<int:pk>/", request.request_page, name="request"),
    path("requests/<int:pk>/begin/", request.begin, name="begin"),
    path("requests/<int:pk>/finish/", request.finish, name="finish"),
    path("requests/<int:pk>/hand-back/", request.hand_back, name="hand_back"),
    path("requests/<int:pk>/withdraw/", request.withdraw, name="withdraw"),
    path("mine/", request.mine, name="mine"),
    path("mine/hours/", hours.my_hours, name="my_hours"),
    path("mine/hours.csv", hours.my_hours_file, name="my_hours_file"),
]
