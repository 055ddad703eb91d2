"""Addresses of the live fair."""

from django.urls import path

from tongxing.live.views import applying, captioner, director, presentation, viewer

app_name = "live"
urlpatterns = [
    # Everybody
    path("<int:pk>/", viewer.companion, name="companion"),
    path("<int:pk>/text/", viewer.text_only, name="text"),
    path("<int:pk>/posts/", viewer.posts, name="posts"),
    path("<int:pk>/transcript/", viewer.transcript, name="transcript"),
    path("<int:pk>/captions.vtt", viewer.captions_vtt, name="captions_vtt"),
    path("<int:pk>/ask/", viewer.ask, name="ask"),
    path("questions/<int:pk>/vote/", viewer.vote, name="vote"),
    path("<int:pk>/apply/<int:vacancy>/", applying.apply, name="apply"),
    # Employers, and who reads beforehand what they will say
    path("presentations/<int:pk>/", presentation.hand_in, name="hand_in"),
    path("<int:pk>/presentations/", presentation.presentations, name="presentations"),
    # Directors
    path("<int:pk>/set-up/", director.set_up, name="set_up"),
    path("<int:pk>/direct/", director.direct, name="direct"),
    path("<int:pk>/direct/order/", director.fill_order, name="fill_order"),
    path("turns/<int:pk>/", director.move_turn, name="move_turn"),
    path("<int:pk>/questions/", director.questions, name="questions"),
    path("questions/<int:pk>/", director.answer, name="answer"),
    path("<int:pk>/counts/", director.counts, name="counts"),
    path("counts/<int:pk>/file/", director.evidence, name="evidence"),
    # Captioners
    path("<int:pk>/caption/", captioner.caption, name="caption"),
    path("<int:pk>/caption/turn/", captioner.take_turn, name="take_turn"),
    path("<int:pk>/caption/shorthand/", captioner.shorthand, name="shorthand"),
    path("captions/<int:pk>/", captioner.correct, name="correct"),
    path("shorthands/<int:pk>/delete/", captioner.delete_shorthand, name="delete_shorthand"),
]
