"""Addresses of folders."""

app_name = "folders"
urlpatterns = []
