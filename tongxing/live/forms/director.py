"""The director's forms: the picture, what is on, the order, platforms' counts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.live.models import PlatformCount, Stream
from tongxing.live.picture import is_safe


class AddressField(forms.CharField):
    """The address of a picture: encrypted, or on this machine."""

    def __init__(self, **kwargs):
        widget = forms.TextInput({"inputmode": "url", "spellcheck": "false", "autocomplete": "off"})
        super().__init__(max_length=300, required=False, widget=widget, **kwargs)

    def clean(self, value):
        address = super().clean(value)
        if address and not is_safe(address):
            raise forms.ValidationError(_("Write an address that begins with https://."))
        return address


class StreamForm(forms.ModelForm):
    """Where the picture comes from."""

    address = AddressField(
        label=_("Address"),
        help_text=_("Of the stream (ends in .m3u8), or of the platform's page. Leave it empty for our own ingest."),
    )
    sign_address = AddressField(
        label=_("Sign-language picture"), help_text=_("A second stream (.m3u8), where there is one.")
    )
    sound_address = AddressField(
        label=_("Sound alone"), help_text=_("For weak phones: a stream or file without picture.")
    )

    class Meta:
        model = Stream
        fields = ("source", "address", "sign_address", "sound_address")
        widgets = {"source": forms.RadioSelect}
        labels = {"source": _("Where the picture comes from")}

    def clean(self):
        said = super().clean()
        if said.get("source") != Stream.Source.OWN and "address" in said and not said["address"]:
            self.add_error("address", _("Write where the stream is found."))
        return said


class StepForm(forms.Form):
    """A press on the director's page, with the version from which the page was made."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    turn = forms.IntegerField(widget=forms.HiddenInput, required=False)
    step = forms.ChoiceField(
        choices=[(one, one) for one in ("show", "pause", "end", "begin_again")], widget=forms.HiddenInput
    )


class MoveForm(forms.Form):
    """Where in the order, and for how long."""

    place = forms.IntegerField(label=_("Place in the order"), min_value=1, max_value=9999)
    minutes = forms.IntegerField(label=_("Minutes planned"), min_value=1, max_value=180)


class PlatformCountForm(forms.Form):
    """What another platform says it counted."""

    platform = forms.CharField(label=_("Platform"), max_length=60)
    what = forms.ChoiceField(label=_("What is counted"), choices=PlatformCount.What.choices)
    count = forms.IntegerField(label=_("Count"), min_value=0, max_value=2_000_000_000)
    rule = forms.CharField(label=_("How the platform says it counts"), max_length=200, required=False)
    evidence = forms.FileField(
        label=_("File that shows it"),
        help_text=_("A picture of the platform's page or its report: JPG, PNG, PDF or Word, at most 10 MiB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png"}),
    )


class AnswerForm(forms.Form):
    """What becomes of a question."""

    step = forms.ChoiceField(
        choices=[(one, one) for one in ("show", "hide", "aloud", "text", "sign", "merge")], widget=forms.HiddenInput
    )
    answer = forms.CharField(label=_("Answer in text"), max_length=300, required=False)
    into = forms.IntegerField(widget=forms.HiddenInput, required=False)
