"""Addresses of rounds."""

from django.urls import path

from tongxing.rounds.views import day, round, sheet, stop, team

app_name = "rounds"
urlpatterns = [
    path("", round.rounds, name="rounds"),
    path("new/", round.new, name="new"),
    path("<int:pk>/", round.round_page, name="round"),
    path("<int:pk>/edit/", round.edit, name="edit"),
    path("<int:pk>/plan/", round.plan, name="plan"),
    path("<int:pk>/move/", round.move, name="move"),
    # Stops and teams
    path("<int:pk>/stops/add/", stop.add_stop, name="add_stop"),
    path("<int:pk>/stops/import/", stop.import_stops, name="import_stops"),
    path("stops/<int:pk>/", stop.edit_stop, name="edit_stop"),
    path("stops/<int:pk>/remove/", stop.remove_stop, name="remove_stop"),
    path("<int:pk>/teams/add/", team.add_team, name="add_team"),
    path("teams/<int:pk>/", team.edit_team, name="edit_team"),
    path("teams/<int:pk>/remove/", team.remove_team, name="remove_team"),
    # The day
    path("<int:pk>/today/", day.today_page, name="today"),
    path("repairs/<int:pk>/", day.repair, name="repair"),
    path("repairs/<int:pk>/confirm/", day.confirm, name="confirm"),
    # The sheet of a team's day
    path("teams/<int:pk>/days/<int:day>/", sheet.sheet, name="sheet"),
    path("teams/<int:pk>/days/<int:day>/open/", sheet.open_sheet, name="open_sheet"),
    path("stops/<int:pk>/mark/", sheet.mark, name="mark"),
]
