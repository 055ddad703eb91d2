"""What the editor asks: the whole article on one page, and one photograph at a time."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.bulletins.models import Section
from tongxing.bulletins.references import typed_numbers

MOST_SECTIONS = 60
REFERENCE_HELP = _("A figure is set in by its key in braces, as in {fair.region.posts}; nobody types the number.")


class ArticleForm(forms.Form):
    """Title, lead and sections: (pk or None, heading, body) each; once sent, they are read from the form."""

    title = forms.CharField(label=_("Title"), max_length=120)
    lead = forms.CharField(
        label=_("First paragraph"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=REFERENCE_HELP
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_SECTIONS)

    def __init__(self, data=None, *, bulletin, sections=()):
        written = sections if data is None else [(None, "", "")] * _count(data)
        first = {"title": bulletin.title, "lead": bulletin.lead, "version": bulletin.version, "count": len(written)}
        super().__init__(data, initial=first)
        for place, (pk, heading, body) in enumerate(written):
            self.fields[f"pk_{place}"] = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=pk)
            self.fields[f"heading_{place}"] = forms.CharField(
                label=_("Heading"), max_length=120, required=False, initial=heading
            )
            self.fields[f"body_{place}"] = forms.CharField(
                label=_("Paragraphs"), required=False, widget=forms.Textarea(attrs={"rows": 8}), initial=body
            )

    def parts(self) -> list[dict]:
        """The fields of each section with its place, for the page."""
        count = sum(name.startswith("pk_") for name in self.fields)
        return [
            {
                "place": place,
                "pk": self[f"pk_{place}"],
                "heading": self[f"heading_{place}"],
                "body": self[f"body_{place}"],
                "is_first": place == 0,
                "is_last": place == count - 1,
            }
            for place in range(count)
        ]

    def typed_numbers(self, known: dict[int, str]) -> list[tuple[str, str, list[str]]]:
        """(id of a field, its label, what is said of the numbers typed by hand in it), for fields that hold some."""
        texts = [self["lead"], *(part["body"] for part in self.parts())]
        found = [(field.id_for_label, typed_numbers([field.value() or ""], known)) for field in texts]
        names: list[str] = [
            str(_("First paragraph")),
            *(_("Section %(number)s") % {"number": place} for place in range(1, len(texts))),
        ]
        return [(pk, name, sentences) for (pk, sentences), name in zip(found, names, strict=True) if sentences]

    def sections(self) -> list[tuple[int | None, str, str]]:
        """(pk or None, heading, body) as typed, in order."""
        said = self.cleaned_data
        return [
            (said[f"pk_{place}"], said[f"heading_{place}"], said[f"body_{place}"]) for place in range(said["count"])
        ]


def _count(data) -> int:
    """How many sections were sent; a number that makes no sense is left for the field to refuse."""
    said = data.get("count", "")
    return min(int(said), MOST_SECTIONS) if said.isascii() and said.isdigit() else 0


class PhotoForm(forms.Form):
    """One photograph; what it shows must be said."""

    file = forms.FileField(label=_("Photograph"), help_text=_("JPEG, PNG or WebP, at most 10 MiB."))
    alternative = forms.CharField(
        label=_("What it shows"),
        max_length=300,
        help_text=_("One sentence. People who do not see the photograph hear this sentence."),
        error_messages={"required": _("Say in a sentence what the photograph shows.")},
    )
    caption = forms.CharField(label=_("Caption"), max_length=200, required=False)
    credit = forms.CharField(label=_("Taken by"), max_length=80, required=False)
    section: forms.ModelChoiceField = forms.ModelChoiceField(
        Section.objects.none(), label=_("Stands in"), required=False, empty_label=_("below the first paragraph")
    )

    def __init__(self, *args, bulletin, with_file=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = bulletin.sections.all()
        if not with_file:
            del self.fields["file"]


class WithdrawForm(forms.Form):
    """Why a published bulletin is taken back."""

    why = forms.CharField(label=_("Why it is taken back"), max_length=300)
