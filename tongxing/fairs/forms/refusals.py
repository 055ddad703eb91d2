"""A rule's "no" as an error of the form that was sent, so that nothing typed is lost."""

from collections.abc import Iterator
from contextlib import contextmanager

from tongxing.common.refusal import Refused


@contextmanager
def refusals_in(form, field=None) -> Iterator[None]:
    """Show a refusal raised inside at ``form`` (or at one ``field`` of it); ask ``form.is_valid()`` afterwards."""
    try:
        yield
    except Refused as refusal:
        form.add_error(field, str(refusal))
