"""Addresses of queues."""

from django.urls import path

from tongxing.queues.views import board, console, desk, holder, zone

app_name = "queues"
urlpatterns = [
    # Taking a number
    path("<int:pk>/", zone.queues, name="queues"),
    path("at/<slug:code>/", zone.zone, name="zone"),
    path("desks/<int:pk>/take/", zone.take, name="take"),
    # My numbers: the key is the secret of whoever waits
    path("mine/<slug:key>/", holder.visitor, name="visitor"),
    path("mine/<slug:key>/ways/", holder.ways, name="ways"),
    path("mine/<slug:key>/notices/", holder.notices, name="notices"),
    path("mine/<slug:key>/code.svg", holder.paper_code, name="paper_code"),
    path("mine/<slug:key>/<int:number>/paper/", holder.paper, name="paper"),
    path("mine/<slug:key>/<int:number>/braille/", holder.paper_braille, name="braille"),
    path("mine/<slug:key>/<int:number>/<slug:act>/", holder.act, name="act"),
    # The hall
    path("<int:pk>/board/", board.board, name="board"),
    path("worker.js", board.worker, name="worker"),
    # Staff
    path("<int:pk>/desks/", desk.desks, name="desks"),
    path("<int:pk>/desks/add/", desk.add_desk, name="add_desk"),
    path("desks/<int:pk>/edit/", desk.edit_desk, name="edit_desk"),
    path("desks/<int:pk>/move/", console.move, name="move"),
    path("desks/<int:pk>/poster/", desk.poster, name="poster"),
    path("desks/<int:pk>/code.svg", desk.code, name="code"),
    path("desks/<int:pk>/", console.console, name="console"),
    path("desks/<int:pk>/next/", console.next_number, name="next"),
    path("desks/<int:pk>/give/", console.give, name="give"),
    path("numbers/<int:pk>/transfer/", console.transfer, name="transfer"),
    path("numbers/<int:pk>/exception/", console.exception, name="exception"),
    path("numbers/<int:pk>/<slug:step>/", console.step, name="step"),
]
