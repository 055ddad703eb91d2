"""Addresses of people."""

urlpatterns = []
