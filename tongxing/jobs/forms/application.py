"""What is asked when somebody answers an application, or asks for an accommodation and gets a reply."""

from django import forms
from django.utils.translation import gettext_lazy as _

from engines.wording import ACCOMMODATIONS
from tongxing.jobs.reasons import accommodation_name


class AnswerForm(forms.Form):
    """The employer's answer to an application: two buttons, and a sentence for the applicant."""

    INVITE, DECLINE = "invite", "decline"

    words = forms.CharField(
        required=False,
        max_length=200,
        label=_("A sentence for the applicant"),
        help_text=_("For example when and where to come. It goes out by text message where the person agreed to it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AskForm(forms.Form):
    """One accommodation, asked for in private before an interview."""

    code = forms.ChoiceField(label=_("What I need at the interview or at work"), widget=forms.RadioSelect)
    words = forms.CharField(
        required=False,
        max_length=300,
        label=_("In my own words"),
        help_text=_("What would work best, or what to look out for."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, needed: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        others = [accommodation.code for accommodation in ACCOMMODATIONS if accommodation.code not in needed]
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, accommodation_name(code)) for code in [*needed, *others]]
        if len(needed) == 1:
            self.initial.setdefault("code", needed[0])


class ReplyForm(forms.Form):
    """The reply to a request for an accommodation."""

    is_arranged = forms.TypedChoiceField(
        choices=[("yes", _("Yes, it will be there")), ("no", _("No, it cannot be arranged"))],
        coerce=lambda value: value == "yes",
        label=_("Can it be arranged?"),
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        required=False,
        max_length=300,
        label=_("What the person should know"),
        help_text=_("Where to find it, whom to turn to; or why not, and what is possible instead."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        data = super().clean()
        if data.get("is_arranged") is False and not data.get("answer"):
            self.add_error("answer", _("Say why it cannot be arranged, and what is possible instead."))
        return data
