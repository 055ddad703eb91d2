"""The list of occupations: grouped, and with script one to type in."""

from django.utils.translation import gettext_lazy as _

from tongxing.common.finder import FinderSelect
from tongxing.jobs.occupations import BY_CODE


class OccupationSelect(FinderSelect):
    """A grouped list whose options are found by the words by which people call the work."""

    label = _("Kinds of work")
    placeholder = _("type a word, for example 电商")
    count = _("{} kinds of work found; choose with the arrow keys")
    none = _("No kind of work is called so. Try another word, or leave the field empty.")

    def words_of(self, value, label):
        occupation = BY_CODE.get(str(value))
        if occupation is None:
            return ""
        return f"{occupation.chinese} {occupation.english} {occupation.words}".replace("|", " ")
