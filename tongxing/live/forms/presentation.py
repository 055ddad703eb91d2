"""What an employer says about its turn."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.live.models import Presentation


class PresentationForm(forms.ModelForm):
    """Who speaks, in which language, and the words; ``version`` is what the page was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    words = forms.CharField(
        label=_("What will be said"),
        max_length=3000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("Word for word or in points: about 200 signs a minute. Names and numbers matter most."),
        error_messages={"required": _("Write what is going to be said, or the points of it.")},
    )

    class Meta:
        model = Presentation
        fields = ("language", "speaker", "words")
        widgets = {"language": forms.RadioSelect, "speaker": forms.TextInput({"autocomplete": "off"})}
        labels = {"language": _("It is said in"), "speaker": _("Who speaks or signs")}
        help_texts = {"speaker": _("As the captions should write the name. It may stay empty.")}

    def clean_version(self):
        return self.cleaned_data["version"] or 0
