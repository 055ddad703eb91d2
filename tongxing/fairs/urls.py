"""Addresses of fairs."""

from django.urls import path

from tongxing.fairs.views import booth, day, fair, hall, intake, interview, taking_part, timetable

app_name = "fairs"
urlpatterns = [
    # The fair
    path("<int:pk>/", fair.fair, name="fair"),
    path("events/<int:event>/create/", fair.create, name="create"),
    path("<int:pk>/move/", fair.move, name="move"),
    path("<int:pk>/edit/", fair.edit, name="edit"),
    path("<int:pk>/employers/", fair.employers, name="employers"),
    path("<int:pk>/employers/booths/", fair.assign_the_rest, name="assign_the_rest"),
    path("participations/<int:pk>/booth/", fair.assign_booth, name="assign_booth"),
    path("participations/<int:pk>/withdraw/", fair.withdraw, name="withdraw"),
    # Halls and interpreters
    path("<int:pk>/halls/", hall.halls, name="halls"),
    path("<int:pk>/halls/add/", hall.add_hall, name="add_hall"),
    path("halls/<int:pk>/", hall.edit_hall, name="edit_hall"),
    path("halls/<int:pk>/zones/add/", hall.add_zone, name="add_zone"),
    path("halls/<int:pk>/quiet-rooms/add/", hall.add_quiet_room, name="add_quiet_room"),
    path("zones/<int:pk>/", hall.edit_zone, name="edit_zone"),
    path("zones/<int:pk>/booths/add/", hall.add_booths, name="add_booths"),
    path("booths/<int:pk>/", hall.edit_booth, name="edit_booth"),
    path("quiet-rooms/<int:pk>/", hall.edit_quiet_room, name="edit_quiet_room"),
    path("<int:pk>/interpreters/", hall.interpreters, name="interpreters"),
    path("<int:pk>/interpreters/add/", hall.add_shift, name="add_shift"),
    path("shifts/<int:pk>/", hall.edit_shift, name="edit_shift"),
    path("shifts/<int:pk>/remove/", hall.remove_shift, name="remove_shift"),
    # People and tickets
    path("<int:pk>/register/", taking_part.register, name="register"),
    path("<int:pk>/people/", taking_part.people, name="people"),
    path("<int:pk>/people/register/", taking_part.register_somebody, name="register_somebody"),
    path("tickets/<int:pk>/", taking_part.ticket, name="ticket"),
    path("tickets/<int:pk>/code.svg", taking_part.ticket_code, name="ticket_code"),
    path("tickets/<int:pk>/times/", taking_part.times, name="times"),
    path("tickets/<int:pk>/give-up/", taking_part.give_up, name="give_up"),
    path("tickets/<int:pk>/interviews.ics", timetable.calendar, name="calendar"),
    # Wishes and the timetable
    path("tickets/<int:pk>/wishes/", interview.wishes, name="wishes"),
    path("tickets/<int:pk>/wishes/<int:vacancy>/", interview.wish, name="wish"),
    path("<int:pk>/applicants/", interview.applicants, name="applicants"),
    path("<int:pk>/applicants/<int:employer>/", interview.applicants, name="applicants"),
    path("<int:pk>/applicants/<int:registration>/<int:vacancy>/", interview.choose, name="choose"),
    path("<int:pk>/timetable/", timetable.timetable, name="timetable"),
    path("<int:pk>/timetable/people/", timetable.people, name="timetable_people"),
    path("<int:pk>/timetable/booths/", timetable.booths, name="timetable_booths"),
    path("<int:pk>/timetable/interpreters/", timetable.interpreters, name="timetable_interpreters"),
    path("<int:pk>/timetable/make/", timetable.make_timetable, name="make_timetable"),
    path("<int:pk>/my-timetable/", timetable.my_timetable, name="my_timetable"),
    # The day
    path("<int:pk>/door/", day.door, name="door"),
    path("<int:pk>/walk-in/", day.walk_in, name="walk_in"),
    path("attendances/<int:pk>/undo/", day.undo, name="undo"),
    path("<int:pk>/booth/", booth.booth, name="booth"),
    path("<int:pk>/booth/<int:employer>/", booth.booth, name="booth"),
    path("interviews/<int:pk>/outcome/", booth.outcome, name="outcome"),
    path("interviews/<int:pk>/interested/", booth.interested, name="interested"),
    path("<int:pk>/resumes/", booth.resumes, name="resumes"),
    path("<int:pk>/resumes/<int:employer>/", booth.resumes, name="resumes"),
    path("submissions/<int:pk>/undo/", booth.undo_resume, name="undo_resume"),
    path("<int:pk>/intents/", booth.intents, name="intents"),
    path("<int:pk>/intents/<int:employer>/", booth.intents, name="intents"),
    path("<int:pk>/intents/<int:intent>/word/", booth.say_word, name="say_word"),
    # Spreadsheets
    path("<int:pk>/import/vacancies/", intake.choose_vacancies, name="import_vacancies"),
    path("<int:pk>/import/seekers/", intake.choose_seekers, name="import_seekers"),
    path("import/<str:token>/", intake.look_at, name="import_look"),
    path("import/<str:token>/confirm/", intake.confirm, name="import_confirm"),
    path("import/<str:token>/done/", intake.done, name="import_done"),
    path("import/<str:token>/to-mend.xlsx", intake.to_mend, name="import_mend"),
    path("import/<str:token>/throw-away/", intake.throw_away, name="import_throw_away"),
    path("templates/vacancies.xlsx", intake.vacancies_template, name="vacancies_template"),
    path("templates/seekers.xlsx", intake.seekers_template, name="seekers_template"),
]
