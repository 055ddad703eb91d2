"""``tongxing trail verify``: is the trail unbroken?"""

from tongxing.common.command import Command as Base
from tongxing.common.command import Problems
from tongxing.trail.actions import faults
from tongxing.trail.models import Entry


class Command(Base):
    help = "Prove that no entry of the trail was changed, added or taken out."
    reports = True

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["verify"])

    def handle(self, *args, **options):
        found = [{"entry": number, "what": sentence} for number, sentence in faults()]
        count = Entry.objects.count()
        lines = [item["what"] for item in found] or [f"The trail is unbroken: {count} entries."]
        self.answer(options, {"entries": count, "faults": found}, lines)
        if found:
            raise Problems(f"The trail is broken; the first fault is at entry {found[0]['entry']}.")
