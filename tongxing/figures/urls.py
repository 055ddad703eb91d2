"""Addresses of figures."""

from django.urls import path

from tongxing.figures import views

app_name = "figures"
urlpatterns = [
    path("<slug:slug>/", views.campaign, name="campaign"),
    path("<slug:slug>/counts.csv", views.counts_csv, name="counts_csv"),
    path("<slug:slug>/counts.xlsx", views.counts_xlsx, name="counts_xlsx"),
    path("<slug:slug>/freeze/", views.freeze, name="freeze"),
    path("<slug:slug>/report/", views.report, name="report"),
    path("<slug:slug>/<str:key>/", views.figure, name="figure"),
    path("<slug:slug>/<str:key>/correct/", views.correct, name="correct"),
]
