"""``tongxing timetable check``: the engine's judge over the timetable that is stored."""

from engines.scheduling import BadProblem, check
from tongxing.common.command import Command as Base
from tongxing.common.command import Problems, wrong_use
from tongxing.fairs import planning
from tongxing.fairs.models import Fair


class Command(Base):
    help = "check a fair's timetable: nobody in two places, interpreters and quiet rooms there"
    reports = True

    def add_arguments(self, parser):
        parser.add_argument("act", choices=["check"])
        parser.add_argument("event", metavar="EVENT", help="key of the event, or CAMPAIGN/KEY where several share it")

    def handle(self, *args, **options):
        fair = _fair(options["event"])
        interviews = list(planning.interviews_of(fair))
        try:
            problem = planning.problem_of(fair, interviews)
        except BadProblem as wrong:
            raise Problems(str(wrong)) from None
        faults = check(problem, planning.result_of(fair, problem, interviews))
        faults += [
            f"interview {interview.pk}: it has a time, but its employer has no booth any more."
            for interview in interviews
            if interview.starts_at and interview.pk not in problem.meeting_by_id
        ]
        placed = sum(1 for interview in interviews if interview.starts_at)
        report = {
            "event": f"{fair.event.campaign.slug}/{fair.event.key}",
            "wished": len(interviews),
            "placed": placed,
            "left_out": len(interviews) - placed,
            "faults": faults,
        }
        lines = [f"{report['event']}: {placed} of {len(interviews)} wished interviews have a time."]
        self.answer(options, report, lines + (faults or ["No fault found."]))
        if faults:
            raise Problems(f"{len(faults)} faults in the timetable. Make it again on the fair's page.")


def _fair(name) -> Fair:
    """The fair of ``KEY`` or ``CAMPAIGN/KEY``."""
    campaign, _slash, key = name.rpartition("/")
    fairs = Fair.objects.select_related("event__campaign", "event__region").filter(event__key=key)
    if campaign:
        fairs = fairs.filter(event__campaign__slug=campaign)
    found = list(fairs[:2])
    if not found:
        raise wrong_use(f"There is no fair '{name}'. Give CAMPAIGN/KEY, such as dec-2025/fair.region.")
    if len(found) > 1:
        raise wrong_use(f"Several campaigns have a fair '{name}'. Give CAMPAIGN/KEY, such as dec-2025/{key}.")
    return found[0]
