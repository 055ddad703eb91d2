"""Addresses of organisations."""

from django.urls import path

from tongxing.organisations import views

app_name = "organisations"
urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("<int:pk>/", views.organisation, name="organisation"),
    path("<int:pk>/edit/", views.edit, name="edit"),
]
