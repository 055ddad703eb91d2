"""Choosing a spreadsheet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxing.common.sheets import LIMITS


class SheetForm(forms.Form):
    """One file; what it is shows in its content, not in its name."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(
            ".xlsx, .xls, .ods or .csv, at most 20 MiB. The heading row may stand anywhere in the first 20 rows. "
            "Nothing is written before you have seen what was understood."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv"}),
        max_length=200,
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )

    def content(self) -> bytes:
        """The file's bytes; never more than a spreadsheet may have."""
        return self.cleaned_data["file"].read(LIMITS.file_bytes + 1)
