"""Addresses of bulletins."""

from django.urls import path

from tongxing.bulletins import views

app_name = "bulletins"
urlpatterns = [
    path("drafts/<int:pk>/", views.edit, name="edit"),
    path("drafts/<int:pk>/preview/", views.preview, name="preview"),
    path("drafts/<int:pk>/publish/", views.publish, name="publish"),
    path("drafts/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("drafts/<int:pk>/photos/add/", views.add_photo, name="add_photo"),
    path("photos/<int:pk>.jpg", views.photo, name="photo"),
    path("photos/<int:pk>/", views.edit_photo, name="edit_photo"),
    path("photos/<int:pk>/remove/", views.remove_photo, name="remove_photo"),
    path("<slug:slug>/draft/", views.draft, name="draft"),
    path("<slug:slug>/<slug:bulletin_slug>/", views.bulletin, name="bulletin"),
    path("<slug:slug>/<slug:bulletin_slug>/as.<str:kind>", views.download, name="download"),
]
