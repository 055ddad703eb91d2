"""Addresses of zones."""

from django.urls import path

from tongxing.zones.views import clinic, exhibit, maker, policy, programme, service

app_name = "zones"
urlpatterns = [
    # Services and what is still to be done
    path("<int:pk>/services/", service.services, name="services"),
    path("<int:pk>/services/enter/", service.enter, name="enter_session"),
    path("<int:pk>/services/count/", service.count_under, name="count_under"),
    path("<int:pk>/services/interpreting/", service.count_interpreting, name="count_interpreting"),
    path("services/<int:pk>/", service.service, name="service"),
    path("services/<int:pk>/correct/", service.correct, name="correct_answer"),
    path("services/<int:pk>/undo/", service.undo, name="undo_service"),
    path("services/<int:pk>/follow-up/", service.follow_up, name="add_follow_up"),
    path("follow-ups/", service.follow_ups, name="follow_ups"),
    path("follow-ups/<int:pk>/close/", service.close_follow_up, name="close_follow_up"),
    # The policy desk
    path("<int:pk>/policy-desk/", policy.policy_desk, name="policy_desk"),
    path("<int:pk>/policies/", policy.policies, name="policies"),
    path("<int:pk>/policies/enter/", policy.enter_policy, name="enter_policy"),
    path("<int:pk>/policies/<int:policy>/", policy.correct_policy, name="correct_policy"),
    # The résumé clinic
    path("<int:pk>/clinics/", clinic.clinics, name="clinics"),
    path("clinics/<int:pk>/", clinic.clinic, name="clinic"),
    path("clinics/<int:pk>/finish/", clinic.finish_clinic, name="finish_clinic"),
    path("clinics/<int:pk>/resume.pdf", clinic.print_resume, name="print_resume"),
    # Art and skills
    path("<int:pk>/exhibits/", exhibit.exhibits, name="exhibits"),
    path("exhibits/<int:pk>/", exhibit.exhibit, name="exhibit"),
    path("exhibits/<int:pk>.jpg", exhibit.picture, name="picture"),
    path("exhibits/<int:pk>/write/", exhibit.write, name="write"),
    path("<int:pk>/makers/", maker.makers, name="makers"),
    path("<int:pk>/makers/add/", maker.add_maker, name="add_maker"),
    path("makers/<int:pk>/", maker.maker, name="maker"),
    path("makers/<int:pk>/edit/", maker.edit_maker, name="edit_maker"),
    path("makers/<int:pk>/yes/", maker.say_yes, name="say_yes"),
    path("makers/<int:pk>/exhibits/add/", maker.add_exhibit, name="add_exhibit"),
    path("exhibits/<int:pk>/edit/", maker.edit_exhibit, name="edit_exhibit"),
    path("exhibits/<int:pk>/picture/", maker.set_picture, name="set_picture"),
    path("exhibits/<int:pk>/times/add/", maker.add_showing, name="add_showing"),
    path("showings/<int:pk>/remove/", maker.remove_showing, name="remove_showing"),
    path("letters/<int:pk>/", maker.pass_on, name="pass_on"),
    # The ceremony
    path("<int:pk>/programmes/", programme.programmes, name="programmes"),
    path("programmes/<int:pk>/", programme.programme, name="programme"),
    path("programmes/<int:pk>/speeches/", programme.speeches, name="speeches"),
    path("programmes/<int:pk>/edit/", programme.edit_programme, name="edit_programme"),
    path("programmes/<int:pk>/items/", programme.items, name="items"),
    path("programmes/<int:pk>/items/add/", programme.add_item, name="add_item"),
    path("items/<int:pk>/", programme.edit_item, name="edit_item"),
    path("items/<int:pk>/move/", programme.move_item, name="move_item"),
    path("items/<int:pk>/remove/", programme.remove_item, name="remove_item"),
    path("programmes/<int:pk>/run/", programme.run, name="run"),
    path("programmes/<int:pk>/state.json", programme.state, name="state"),
    path("programmes/<int:pk>/press/", programme.press, name="press"),
    path("items/<int:pk>/drop/", programme.drop, name="drop"),
]
