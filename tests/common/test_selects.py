"""What a list to choose from says where nothing is chosen."""

from django import forms
from django.utils import translation

from tongxing.people.models import Region


class PlaceForm(forms.Form):
    place = forms.ModelChoiceField(Region.objects.all(), required=False)
    pace = forms.ChoiceField(choices=[("usual", "平常"), ("<slow>", "<慢>")])


def test_nothing_chosen_is_said_in_words(db):
    with translation.override("zh-hans"):
        page = str(PlaceForm()["place"])

    assert '<option value="" selected>请选择</option>' in page
    assert "---" not in page


def test_other_options_stay_as_they_are():
    page = str(PlaceForm({"pace": "usual"})["pace"])

    assert '<option value="usual" selected>平常</option>' in page
    assert '<option value="&lt;slow&gt;">&lt;慢&gt;</option>' in page
