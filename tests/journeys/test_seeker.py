"""林晓雯 is deaf and looks for her first job: from her telephone number to a registered intent, by keyboard alone."""

from django.urls import reverse

from tests.cast import PASSWORD, region, staff
from tests.journeys.conftest import zh
from tests.journeys.stage import fair_today
from tongxing.fairs.models import Attendance, Intent, Registration


def test_from_a_telephone_number_to_an_intent(open_browser, demo_mark):
    stage = fair_today()
    region("150203")
    staff("gao", "高云", "clerk", "150200")
    fair_page = stage.fair.get_absolute_url()
    lin, gao = open_browser(), open_browser()

    # she signs up by telephone
    lin.sign_in_by_phone("13900001111")
    lin.visit(reverse("people:me"))
    lin.follow(zh("Make my record"))
    lin.fill(zh("Your name"), "林晓雯")
    lin.find(zh("Banner, county or district"), "kdlq", "昆都仑区")
    lin.press(zh("Make the record"))

    # she says what she needs, agrees that her wishes are compared with posts, and says what she looks for
    lin.tick("手语翻译")
    lin.reach(lin.page.locator("#id_weight_sign_interpreter_0"))
    lin.page.keyboard.press("Space")
    lin.press(zh("Keep this and go on"))
    lin.tick(zh("compare my wishes with vacancies"))
    lin.press(zh("Go on"))
    lin.find(zh("First choice of work"), "烘焙", "糕点、面包烘焙")
    lin.find(zh("Second choice"), "客服", "客服、商务咨询")  # the first of the group is another
    lin.fill(zh("What I can do"), "烘焙、收银")
    lin.press(zh("Save and see my posts"))

    # she gets posts and applies
    lin.follow(zh("Apply"))
    lin.press(zh("I agree and apply"))

    # she registers for the fair and marks whom she would like to meet
    lin.visit(fair_page)
    lin.follow(zh("Register"), exact=True)
    lin.press(zh("Register"), exact=True)
    lin.visit(fair_page)
    lin.follow(zh("Choose whom to meet"))
    lin.tick(zh("This employer may see my résumé"))
    lin.press(zh("I would like to meet"))

    # the clerk makes the timetable; she reads her time, with the interpreter
    gao.sign_in("gao", PASSWORD)
    gao.visit(reverse("fairs:timetable", args=[stage.fair.pk]))
    gao.press(zh("Make the timetable"))
    lin.visit(reverse("fairs:my_timetable", args=[stage.fair.pk]))
    lin.sees("A01")
    lin.sees("苏日娜")

    # the day: the clerk starts the fair and lets her in
    gao.visit(fair_page)
    gao.press(zh("Start the fair"))
    gao.follow(zh("Door"), exact=True)
    gao.fill(zh("Ticket, telephone, certificate or name"), Registration.objects.get().number)
    gao.press(zh("Check in or find"))
    gao.sees("林")

    # and she says that she is interested
    lin.visit(reverse("fairs:my_timetable", args=[stage.fair.pk]))
    lin.press(zh("I am interested in this post"))

    assert Attendance.objects.get().registration.person.name == "林晓雯"
    assert Intent.objects.get().seeker_agrees
