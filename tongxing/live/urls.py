"""Addresses of the live fair."""

from django.urls import URLPattern

app_name = "live"
urlpatterns: list[URLPattern] = []
