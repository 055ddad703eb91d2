"""What somebody who waits is asked: how they are called, and their ticket."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.queues.letters import steps_of
from tongxing.queues.models import Way
from tongxing.queues.ways import AT_ONCE

ON_THE_WAY = (Way.PUSH, Way.TEXT, Way.COMPANION)
"""What goes out one after the other when the page and the board were not answered."""


class WaysForm(forms.Form):
    """The ways to be called, which of them goes first, and the telephones that this needs."""

    ways = forms.MultipleChoiceField(
        label=_("How shall we call you?"),
        choices=Way.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Large text, vibration, voice and board go out at once. When you do not answer, the others follow; "
            "at last somebody comes. Nobody loses a place for not having heard."
        ),
    )
    first = forms.ChoiceField(
        label=_("When I do not answer, first"),
        required=False,
        choices=[("", _("in the order above")), *[(way.value, way.label) for way in ON_THE_WAY]],
    )
    phone = forms.CharField(
        label=_("My mobile number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=_("For the text message. Empty: the number of your registration, if you have one."),
    )
    companion_phone = forms.CharField(
        label=_("Mobile number of who is with me"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        help_text=_("They get a text message with your number and the desk, nothing else. Ask them before."),
    )

    forget = forms.BooleanField(label=_("Forget the numbers that I wrote here"), required=False)

    def __init__(self, data=None, *, visitor, **kwargs):
        in_order = [way for step in steps_of(visitor) for way in step]
        ahead = [way for way in in_order if way in ON_THE_WAY]
        initial = {"ways": in_order, "first": ahead[0] if visitor.ways and ahead else ""}
        super().__init__(data, initial=initial, **kwargs)
        known = [name for name in ("phone", "companion_phone") if getattr(visitor, name)]
        for name in known:
            self.fields[name].help_text = _("We have a number. Write another one to change it.")
        if not known:
            del self.fields["forget"]

    def said(self) -> dict:
        """What ``actions.set_ways`` takes; a telephone that was left empty stays, unless all are to be forgotten."""
        first = self.cleaned_data["first"]
        ways = sorted(self.cleaned_data["ways"], key=lambda way: (way not in AT_ONCE, way != first))
        empty = "" if self.cleaned_data.get("forget") else None
        return {
            "ways": ways,
            **{name: self.cleaned_data[name].strip() or empty for name in ("phone", "companion_phone")},
        }


class TicketForm(forms.Form):
    """The code of a ticket, scanned or typed: so that the desk knows what is needed and when interviews are."""

    ticket = forms.CharField(
        label=_("Code of my ticket"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "Scan the ticket's QR code, or type the signs below it. Your number then keeps to your interviews."
        ),
    )


class NameForm(forms.Form):
    """What staff may call out, where somebody wants that."""

    name = forms.CharField(
        label=_("What may staff call you?"),
        required=False,
        max_length=30,
        help_text=_("Only the desk sees it. The board shows numbers alone."),
    )
