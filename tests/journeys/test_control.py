"""韩主任 directs a fair from the control page: an alarm is put right, one hall is emptied, then the whole fair."""

from django.urls import reverse

from tests import cast
from tests.cast import PASSWORD, staff
from tests.control.stage import came
from tests.fairs.stage import fair_today, post_of, registered
from tests.journeys.conftest import zh
from tongxing.control.models import Emergency
from tongxing.fairs.models import Interview
from tongxing.people.models import Message, Role


def test_from_an_alarm_to_the_all_clear(open_browser, demo_mark, lin, bao, bakery):
    fair = fair_today()
    halls = [cast.HallFactory(fair=fair, name=name) for name in ("一号厅", "二号厅")]
    booth = cast.BoothFactory(zone=cast.ZoneFactory(hall=halls[0]), number="B12")
    span = {"starts_at": fair.event.starts_at, "ends_at": fair.event.ends_at}
    Interview.objects.create(registration=registered(fair, lin), vacancy=post_of(fair, bakery), booth=booth, **span)
    came(fair, bao, needs=("step_free",))
    staff("han", "韩主任", Role.What.LEAD, "150000")
    han = open_browser()
    han.sign_in("han", PASSWORD)

    # her day begins with the control page, which says what is wrong and leads there
    han.follow(zh("Control page: %(fair)s", fair=fair))
    han.sees(zh("Wants somebody now"))
    han.follow(zh("Say who is late"))
    han.visit(reverse("control:day", args=[fair.pk]))

    # one hall is emptied, then the whole fair; a second press stands before each message
    han.follow("紧急情况")
    han.follow(zh("Leave now"))
    han.choose(zh("Whom it concerns"), "一号厅")
    han.tick(zh("Yes, send this now"))
    han.press(zh("Send the warning now"))
    han.sees("一号厅：")
    han.press(zh("Send it to the whole fair now"))
    han.follow(zh("Who needs help to leave"))
    han.press(zh("Is out"))
    han.visit(reverse("control:emergency", args=[Emergency.objects.get().pk]))
    han.follow(zh("The danger is over"))
    han.tick(zh("Yes, the danger is over"))
    han.press(zh("Give the all-clear"))

    assert Emergency.objects.get().ended_at
    assert Message.objects.filter(purpose="emergency").count() == 2
