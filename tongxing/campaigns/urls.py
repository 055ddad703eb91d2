"""Addresses of campaigns."""

from django.urls import path

from tongxing.campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("<slug:slug>/", views.campaign, name="campaign"),
    path("<slug:slug>/calendar.ics", views.calendar, name="calendar"),
    path("<slug:slug>/edit/", views.edit, name="edit"),
    path("<slug:slug>/publish/", views.publish, name="publish"),
    path("<slug:slug>/new-event/", views.new_event, name="new_event"),
    path("<slug:slug>/events/<str:key>/", views.event, name="event"),
    path("<slug:slug>/events/<str:key>/edit/", views.edit_event, name="edit_event"),
]
