"""Addresses of fairs."""

app_name = "fairs"
urlpatterns = []
