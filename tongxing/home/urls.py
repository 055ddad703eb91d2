"""Addresses of the site itself."""

from django.urls import path
from django.views.i18n import set_language

from tongxing.common.audience import public
from tongxing.home import views

urlpatterns = [
    path("", views.front, name="front"),
    path("start/", views.start, name="start"),
    path("trail-anchors/", views.trail_anchors, name="trail_anchors"),
    path("components/", views.components, name="components"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("theme/", views.theme, name="theme"),
    path("language/", public(set_language), name="set_language"),
]
