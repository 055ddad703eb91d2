"""What we ask of somebody who looks for work."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.jobs import occupations, skills
from tongxing.jobs.forms.occupation import OccupationSelect
from tongxing.jobs.models import Seeker
from tongxing.jobs.models.vacancy import Education
from tongxing.jobs.reasons import join
from tongxing.people.models import Consent
from tongxing.people.wordings import text_of

RANKS = (_("First choice of work"), _("Second choice"), _("Third choice"), _("Fourth choice"), _("Fifth choice"))
REACHES = (
    (1, _("within my own banner, county or district")),
    (2, _("within my own city or league")),
    (3, _("anywhere in the region")),
    (4, _("anywhere")),
)
LEVELS = [(Education.NONE, _("I would rather not say")), *[choice for choice in Education.choices if choice[0]]]


def wish_after(name: str) -> OccupationSelect:
    """The list of a further wish: with script it shows once the wish before it is named."""
    return OccupationSelect({"data-follows": f"id_{name}"})


class SeekerForm(forms.Form):
    """A seeker's page: wishes, skills, limits, what employers may see."""

    wish_1 = forms.ChoiceField(
        required=False,
        label=RANKS[0],
        help_text=_("Leave all five empty if any work will do."),
        widget=OccupationSelect,
    )
    wish_2 = forms.ChoiceField(required=False, label=RANKS[1], widget=wish_after("wish_1"))
    wish_3 = forms.ChoiceField(required=False, label=RANKS[2], widget=wish_after("wish_2"))
    wish_4 = forms.ChoiceField(required=False, label=RANKS[3], widget=wish_after("wish_3"))
    wish_5 = forms.ChoiceField(required=False, label=RANKS[4], widget=wish_after("wish_4"))
    wish = forms.CharField(required=False, max_length=200, label=_("The work I wish for, in my own words"))
    skills = forms.CharField(
        required=False,
        max_length=600,
        label=_("What I can do"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    education = forms.TypedChoiceField(choices=LEVELS, coerce=int, label=_("Education"))
    wage_floor = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=100_000,
        label=_("Least wage, yuan a month"),
        help_text=_("Posts that pay less are not suggested. Leave it empty if you set no limit."),
    )
    hours_min = forms.IntegerField(required=False, min_value=0, max_value=100, label=_("Least hours a week"))
    hours_max = forms.IntegerField(required=False, min_value=1, max_value=100, label=_("Most hours a week"))
    from_home = forms.TypedChoiceField(
        choices=Seeker.FromHome.choices, coerce=int, label=_("Where I want to work"), widget=forms.RadioSelect
    )
    reach = forms.TypedChoiceField(
        choices=REACHES, coerce=int, label=_("How far I can go to work"), widget=forms.RadioSelect
    )
    free_from = forms.DateField(
        required=False,
        label=_("I can begin on"),
        help_text=_("Leave it empty if you can begin at once."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    limits = forms.CharField(
        required=False,
        max_length=200,
        label=_("What the work should avoid"),
        help_text=_("For example heavy lifting or night shifts. No diagnosis is needed."),
    )
    about = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Something about me"),
        help_text=_("Two or three sentences; they stand first on your résumé."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    experience = forms.CharField(
        required=False,
        max_length=5000,
        label=_("What I have done so far"),
        help_text=_("Work, courses, help at home or in the village: one line each."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    shows_phone = forms.BooleanField(
        required=False, label=_("Employers to whom I show myself may see my telephone number")
    )
    shows_needs = forms.BooleanField(
        required=False,
        label=_("Employers to whom I show myself may see what I need at work, and what work should avoid"),
    )
    may_match = forms.BooleanField(
        required=False,
        label=_("Suggest posts to me"),
        help_text=text_of(Consent.Purpose.MATCHING),
    )

    field_groups = (
        (_("The work I wish for"), ("wish_1", "wish_2", "wish_3", "wish_4", "wish_5", "wish")),
        (
            _("Pay, hours and the way to work"),
            ("wage_floor", "hours_min", "hours_max", "from_home", "reach", "free_from", "limits"),
        ),
        (_("What I bring"), ("skills", "education", "about", "experience")),
        (_("What others may see and do"), ("may_match", "shows_phone", "shows_needs")),
    )

    def __init__(self, *args, seeker: Seeker, may_match: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = skills.known()
        self.fields["skills"].help_text = _("Put 、 or a comma between them.")
        if self.known:
            self.fields["skills"].help_text = _("Put 、 or a comma between them. Often asked for: %(skills)s.") % {
                "skills": join(self.known)
            }
        wishes = [("", _("no further choice")), *occupations.choices()]
        for number in range(1, occupations.MOST + 1):
            field = self.fields[f"wish_{number}"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = wishes
            chosen = seeker.occupations[number - 1 : number]
            self.initial.setdefault(f"wish_{number}", chosen[0] if chosen else "")
        for name in ("wish", "education", "from_home", "reach", "free_from", "limits", "about", "experience"):
            self.initial.setdefault(name, getattr(seeker, name))
        for name in ("shows_phone", "shows_needs"):
            self.initial.setdefault(name, getattr(seeker, name))
        assumed = max(Seeker.MOST_HOURS, seeker.hours_min)
        self.initial.setdefault("hours_min", seeker.hours_min or None)
        self.initial.setdefault("hours_max", seeker.hours_max if seeker.hours_max != assumed else None)
        self.initial.setdefault("wage_floor", seeker.wage_floor or None)
        self.initial.setdefault("skills", "、".join(seeker.skills))
        self.initial.setdefault("may_match", may_match)

    def groups(self):
        """The fields under their headings, as the page shows them."""
        return [(heading, [self[name] for name in names]) for heading, names in self.field_groups]

    def clean_skills(self):
        return skills.spelt(skills.split(self.cleaned_data["skills"]), self.known)

    def clean(self):
        data = super().clean()
        least, most = data.get("hours_min"), data.get("hours_max")
        if least is not None and most is not None and most < least:
            self.add_error("hours_max", _("The most hours are fewer than the least. Exchange the two."))
        return data

    def values(self) -> dict:
        """What ``save_profile`` takes."""
        data = dict(self.cleaned_data)
        wishes = [data.pop(f"wish_{number}") for number in range(1, occupations.MOST + 1)]
        data.pop("may_match")
        data["occupations"] = list(dict.fromkeys(code for code in wishes if code))
        data["wage_floor"] = data["wage_floor"] or 0
        data["hours_min"] = data["hours_min"] or 0
        data["hours_max"] = data["hours_max"] or max(Seeker.MOST_HOURS, data["hours_min"])
        return data


class ResumeFileForm(forms.Form):
    """A résumé that is there as a file."""

    file = forms.FileField(
        label=_("A résumé as a file"),
        help_text=_("PDF, Word (.docx) or a photograph (JPG, PNG), at most 10 MiB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png"}),
    )
