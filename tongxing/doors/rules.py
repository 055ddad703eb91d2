"""Which rules hold on the device and which only on merging: one table, for the device, the clerk and the docs."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Rule:
    """A rule in words (translated when shown), and where it is looked at."""

    text: object
    on_device: bool
    on_merging: bool

    def told(self) -> dict:
        """As the device gets it."""
        return {"text": str(self.text), "on_device": self.on_device, "on_merging": self.on_merging}


RULES = (
    Rule(_("The ticket is genuine and of this fair"), True, True),
    Rule(_("The ticket lets in now: not before its time, not after, not on another day"), True, True),
    Rule(_("The place was not given up before the roster was fetched"), True, True),
    Rule(_("The place was not given up after the roster was fetched"), False, True),
    Rule(_("This device has not let the ticket in before: else it asks whether it is a second coming"), True, False),
    Rule(_("No other device has let the ticket in before: else it is shown as a repeat, and counted"), False, True),
    Rule(_("The device does what its place is for, a booth only about its own posts"), True, True),
    Rule(
        _("An employer's device shows the ticket, or the person had turned to the employer: else it waits"), True, True
    ),
    Rule(_("What waits counts once the person says so, or staff do; what the person denies is out"), False, True),
    Rule(_("The device was enrolled by then, and its employer still takes part"), False, True),
    Rule(_("The fair runs at that moment; told later, the moment lies within the fair"), False, True),
    Rule(_("The telephone number of a walk-in is one, and the person who has it is found again"), False, True),
    Rule(_("A résumé counts once a booth, whichever device took it"), False, True),
    Rule(_("The post is still offered at this fair"), False, True),
    Rule(_("The interview has a time in the timetable"), False, True),
    Rule(_("No other device says otherwise: else both are kept and a person decides"), False, True),
)
