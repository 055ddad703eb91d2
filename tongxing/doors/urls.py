"""Addresses of the door's and booths' devices."""

from django.urls import URLPattern

app_name = "doors"
urlpatterns: list[URLPattern] = []
