"""Writing a seeker's page, adding and deleting résumé files, opening a résumé."""

import hashlib
import uuid
from collections.abc import Mapping
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.jobs import uploads
from tongxing.jobs.access import seeker as access
from tongxing.jobs.actions.matching import refresh_seeker
from tongxing.jobs.models import ResumeFile, Seeker
from tongxing.jobs.occupations import BY_CODE, MOST
from tongxing.jobs.skills import tidy
from tongxing.people.access import check_open_identity
from tongxing.people.actions import give_consent, open_identity, withdraw_consent
from tongxing.people.looks import OPENED_RESUME, SAVED_RESUME
from tongxing.people.models import Consent, Person
from tongxing.people.openings import Opening
from tongxing.trail.actions import record
from tongxing.trail.models import Entry

FIELDS = (
    "occupations",
    "wish",
    "about",
    "experience",
    "education",
    "wage_floor",
    "hours_min",
    "hours_max",
    "from_home",
    "reach",
    "free_from",
    "skills",
    "limits",
    "shows_phone",
    "shows_needs",
)
"""What ``save_profile`` takes: the columns of ``Seeker`` that people write."""


@transaction.atomic
def save_profile(*, person: Person, values: Mapping, by, may_match: bool | None = None, rank: bool = True) -> Seeker:
    """Write what a person says of themselves as a seeker; the page is made where there is none yet.

    ``values`` holds any of ``FIELDS``; what is not given stays. ``may_match`` gives or takes back the yes to be
    compared with vacancies. Afterwards the person's own list of posts is made anew; ``rank=False`` leaves that to a
    later run over all, as an import of many people does.
    """
    access.check_keeps(by, person)
    person = Person.objects.select_for_update().select_related("region").get(pk=person.pk)
    seeker = Seeker.objects.filter(person=person).first() or Seeker(person=person)
    is_new = seeker.pk is None
    changed = []
    for name in FIELDS:
        if name in values and getattr(seeker, name) != values[name]:
            setattr(seeker, name, values[name])
            changed.append(name)
    seeker.skills = tidy(seeker.skills)
    _check(seeker)
    if is_new or changed:
        seeker.updated_at = timezone.now()
        seeker.save()
        record("opened a seeker's page" if is_new else "changed a seeker's page", seeker, by=by, fields=changed)
    if may_match is True:
        give_consent(person=person, purpose=Consent.Purpose.MATCHING, means=access.means_of(by, person), by=by)
    elif may_match is False:
        withdraw_consent(person=person, purpose=Consent.Purpose.MATCHING, by=by)
    if rank:
        refresh_seeker(seeker=seeker, by=by)
    return seeker


def _check(seeker: Seeker) -> None:
    unknown = [code for code in seeker.occupations if code not in BY_CODE]
    if unknown:
        raise Refused(_("This kind of work is not on the list: %(code)s. Choose from the list.") % {"code": unknown[0]})
    if len(seeker.occupations) > MOST or len(set(seeker.occupations)) < len(seeker.occupations):
        raise Refused(_("Choose at most five kinds of work, each once."))
    if seeker.hours_max < seeker.hours_min:
        raise Refused(_("The most hours are fewer than the least. Exchange the two."))
    if not 1 <= seeker.reach <= 4:
        raise Refused(_("Choose how far you can go to work."))


@transaction.atomic
def add_resume_file(*, seeker: Seeker, file, by) -> ResumeFile:
    """Keep a file that the seeker brought, under a random name. Raises ``Refused`` where ``uploads.look_at`` does.

    The seeker's row is locked before the files are counted, so that two that come at once are not both the fifth.
    """
    access.check_keeps(by, seeker.person)
    upload = uploads.look_at(file)
    digest = hashlib.sha256(upload.content).hexdigest()
    Seeker.objects.select_for_update().get(pk=seeker.pk)
    same = ResumeFile.objects.filter(seeker=seeker, sha256=digest).first()
    if same:
        return same
    access.check_adds_file(by, seeker)
    kept = ResumeFile(seeker=seeker, kind=upload.kind, name=upload.name, size=len(upload.content), sha256=digest)
    kept.file.save(f"{uuid.uuid4().hex}.{upload.kind}", ContentFile(upload.content), save=False)
    kept.save()
    record("added a résumé file", seeker, by=by, file=kept.pk, kind=kept.kind, size=kept.size)
    return kept


@transaction.atomic
def delete_resume_file(*, file: ResumeFile, by) -> None:
    """Delete the file, from the disk too once the deletion is certain."""
    access.check_keeps(by, file.seeker.person)
    record("deleted a résumé file", file.seeker, by=by, file=file.pk, kind=file.kind)
    storage, name = file.file.storage, str(file.file.name)
    file.delete()
    transaction.on_commit(partial(storage.delete, name))


@transaction.atomic
def open_resume(*, seeker: Seeker, purpose: str, by, why: str = "") -> Entry:
    """Open a person's résumé and page for staff, for ``purpose``, and write it to the trail, where the person reads it.

    Raises ``Http404`` for those to whom the résumé does not exist, ``Refused`` where the gate does.
    """
    access.check_reads(by, seeker)
    check_open_identity(by, seeker.person, purpose)
    return _write_look(OPENED_RESUME, seeker, purpose, why, by)


def _write_look(act: str, seeker: Seeker, purpose: str, why: str, by) -> Entry:
    reason = " · ".join(part for part in (str(purpose), why) if part)
    return record(act, seeker.person, by=by, why=reason, seeker=seeker.pk)


@transaction.atomic
def read_resume(
    *, seeker: Seeker, by, opening: Opening | None = None, is_copy: bool = False
) -> tuple[access.Reader, str]:
    """In which capacity ``by`` reads the résumé, and the telephone number they may see.

    An employer's look goes through the gate, which obeys the person's consent, and stands in the trail each time.
    Staff read what they have opened (``opening``); a copy, printed or saved, is a line of its own. Raises ``Http404``
    for those to whom the résumé does not exist, ``Refused`` for staff who have not opened it.
    """
    reader = access.check_reads(by, seeker)
    if reader == access.Reader.OWN:
        return reader, seeker.person.phone
    if reader == access.Reader.STAFF:
        access.check_opened(reader, opening)
        if is_copy and opening:
            _write_look(SAVED_RESUME, seeker, opening.purpose, opening.why, by)
        return reader, ""
    about = access.about(access.shown_to(by, seeker.person))
    identity = open_identity(person=seeker.person, purpose=Consent.Purpose.SHOW_EMPLOYER, by=by, about=about)
    return reader, identity.phone if seeker.shows_phone else ""
