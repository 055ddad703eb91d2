"""What we ask about a post, and what one can search posts by."""

from typing import cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from engines.wording import ACCOMMODATIONS, mask_of, phone, wage
from tongxing.jobs import occupations, skills
from tongxing.jobs.forms.occupation import OccupationSelect
from tongxing.jobs.labels import accommodation_names
from tongxing.jobs.models.vacancy import Education
from tongxing.jobs.wages import monthly
from tongxing.jobs.wordings import refusals
from tongxing.people.accommodations import accommodation_groups
from tongxing.people.models import Region

NOT_SAID = ""
STANDS = (
    (NOT_SAID, _("not said")),
    ("offered", _("offered")),
    ("can_arrange", _("can be arranged")),
    ("cannot", _("cannot be offered")),
)
MASKS = ("offered", "can_arrange", "cannot")
SECTIONS = (
    (_("The post"), (("title",), ("occupation",), ("openings", "education"))),
    (_("Pay and hours"), (("wage_min", "wage_max"), ("wage_text",), ("hours_min", "hours_max"))),
    (_("Place of work"), (("region",), ("place",), ("from_home",))),
    (_("The work"), (("duties",), ("requirements",), ("skills_required",), ("skills_welcome",))),
    (_("Whom people call"), (("contact_name", "contact_phone"),)),
)
"""What is asked beside the accommodations: a heading, and below it rows of one field or two that belong together."""


class Lines(forms.CharField):
    """Text of several lines; line ends are the same whatever the browser sends."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), max_length=5000, required=False, **kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class VacancyForm(forms.Form):
    """A post. Wording that shuts people out is refused at its field, with a better one."""

    title = forms.CharField(label=_("What the post is called"), max_length=80)
    occupation = forms.ChoiceField(
        label=_("Kind of work"),
        required=False,
        help_text=_("Empty: taken from what the post is called."),
        widget=OccupationSelect,
    )
    openings = forms.IntegerField(label=_("People wanted"), min_value=1, max_value=9999)
    wage_min = forms.IntegerField(label=_("Least wage, yuan a month"), required=False, min_value=1, max_value=1_000_000)
    wage_max = forms.IntegerField(label=_("Most wage, yuan a month"), required=False, min_value=1, max_value=1_000_000)
    wage_text = forms.CharField(
        label=_("Wage in words"), required=False, max_length=80, help_text=_("For example: 4000 and piecework.")
    )
    education = forms.TypedChoiceField(label=_("Least education"), choices=Education.choices, coerce=int)
    region = forms.ModelChoiceField(
        label=_("Where the work is"), queryset=Region.objects.none(), empty_label=_("Choose")
    )
    place = forms.CharField(label=_("Address of the work"), required=False, max_length=200)
    from_home = forms.BooleanField(label=_("The work can be done from home"), required=False)
    hours_min = forms.IntegerField(label=_("Least hours a week"), min_value=1, max_value=112)
    hours_max = forms.IntegerField(label=_("Most hours a week"), min_value=1, max_value=112)
    duties = Lines(label=_("What is done"), help_text=_("Which tasks, with what, with whom."))
    requirements = Lines(
        label=_("What is asked"),
        help_text=_("What the tasks need: a licence, a certificate, a tool. Tasks, not bodies."),
    )
    skills_required = forms.CharField(
        label=_("Skills needed"), required=False, max_length=600, help_text=_("Separated by 、 or commas.")
    )
    skills_welcome = forms.CharField(label=_("Skills welcome"), required=False, max_length=600)
    contact_name = forms.CharField(label=_("Contact"), required=False, max_length=60)
    contact_phone = forms.CharField(label=_("Telephone"), required=False, max_length=60)
    accommodation_contact = forms.CharField(
        label=_("Whom people ask about accommodations"),
        required=False,
        max_length=120,
        help_text=_("Name and telephone. Empty: the federation answers."),
    )

    def __init__(self, *args, regions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions
        self.fields["occupation"].choices = [("", "—"), *occupations.choices()]
        for _heading, codes in accommodation_groups():
            for code in codes:
                self.fields[f"acc_{code}"] = forms.ChoiceField(
                    label=accommodation_names([code])[0].capitalize(), required=False, choices=STANDS
                )

    def sections(self):
        """(heading, rows of fields) in the order of the page, before the accommodations."""
        return [(heading, [[self[name] for name in row] for row in rows]) for heading, rows in SECTIONS]

    def accommodations(self):
        """(heading, one field for each accommodation), in the groups in which people say what they need."""
        return [(heading, [self[f"acc_{code}"] for code in codes]) for heading, codes in accommodation_groups()]

    def clean_contact_phone(self):
        said = self.cleaned_data["contact_phone"].strip()
        if said and phone(said).problem:
            raise forms.ValidationError(_("This is no telephone number: 11 digits, or area code and number."))
        return said

    def clean(self):
        said = super().clean()
        for low, high in (("wage_min", "wage_max"), ("hours_min", "hours_max")):
            if said.get(low) and said.get(high) and said[low] > said[high]:
                self.add_error(high, _("The most is less than the least. Exchange the two."))
        for name in ("title", "duties", "requirements", "skills_required", "skills_welcome"):
            for sentence in refusals(said.get(name) or ""):
                self.add_error(name, sentence)
        if self._words_are_outdated(said):
            said["wage_text"] = ""
        return said

    def _words_are_outdated(self, said) -> bool:
        """Whether the amounts were changed and the words, left as they were, mean others."""
        changed = set(self.changed_data)
        if "wage_text" in changed or not {"wage_min", "wage_max"} & changed:
            return False
        understood = wage(said.get("wage_text") or "")
        return (understood.min, understood.max) != (said.get("wage_min"), said.get("wage_max"))

    def values(self) -> dict:
        """What the form says, as ``jobs.actions`` takes it."""
        said = self.cleaned_data
        stands = {code.removeprefix("acc_"): value for code, value in said.items() if code.startswith("acc_")}
        values = {name: value for name, value in said.items() if not name.startswith("acc_")}
        masks = {mask: mask_of(code for code, value in stands.items() if value == mask) for mask in MASKS}
        lists = {name: skills.split(values[name]) for name in ("skills_required", "skills_welcome")}
        return values | masks | lists


def initial_of(vacancy) -> dict:
    """A post as the form shows it; plain values, so that they can be carried along and compared."""
    plain = (
        *("title", "occupation", "openings", "wage_min", "wage_max", "wage_text", "education", "place", "from_home"),
        *("hours_min", "hours_max", "duties", "requirements", "contact_name", "contact_phone", "accommodation_contact"),
    )
    facts = {name: getattr(vacancy, name) for name in plain} | {"region": vacancy.region_id}
    facts |= {name: "、".join(getattr(vacancy, name)) for name in ("skills_required", "skills_welcome")}
    for accommodation in ACCOMMODATIONS:
        stands = next((mask for mask in MASKS if getattr(vacancy, mask) >> accommodation.bit & 1), NOT_SAID)
        facts[f"acc_{accommodation.code}"] = stands
    return facts


class SearchForm(forms.Form):
    """What one can search posts by; everything may be left empty."""

    q = forms.CharField(label=_("Words"), required=False, max_length=60)
    region = forms.ModelChoiceField(
        label=_("Place"), required=False, queryset=Region.objects.none(), empty_label=_("everywhere")
    )
    education = forms.TypedChoiceField(
        label=_("My education"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("any")), *[choice for choice in Education.choices if choice[0]]],
    )
    wage = forms.IntegerField(label=_("Yuan a month, at least"), required=False, min_value=0, max_value=1_000_000)
    accommodation = forms.ChoiceField(label=_("I need"), required=False)
    home = forms.BooleanField(label=_("from home only"), required=False)

    def __init__(self, *args, regions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions
        names = [(accommodation.code, accommodation_names([accommodation.code])[0]) for accommodation in ACCOMMODATIONS]
        self.fields["accommodation"].choices = [("", _("nothing special")), *names]

    def conditions(self) -> list[tuple[str, str]]:
        """(field, what it says in words) of each condition that narrows the list."""
        data = getattr(self, "cleaned_data", {})
        choices = {
            name: dict(cast(list[tuple[str, str]], cast(forms.ChoiceField, self.fields[name]).choices))
            for name in ("education", "accommodation")
        }
        words = {
            "q": lambda value: gettext("with the words “%(words)s”") % {"words": value},
            "region": lambda value: gettext("in %(place)s") % {"place": value.full_name()},
            "education": lambda value: gettext("for education: %(level)s") % {"level": choices["education"][value]},
            "wage": lambda value: gettext("at least %(wage)s") % {"wage": monthly(value)},
            "accommodation": lambda value: gettext("offering %(what)s") % {"what": choices["accommodation"][value]},
            "home": lambda value: gettext("from home only"),
        }
        return [(name, say(data[name])) for name, say in words.items() if data.get(name)]
