"""What other platforms say they counted."""

import hashlib
import uuid

from django.core.files.base import ContentFile
from django.db import transaction

from tongxing.jobs.uploads import look_at
from tongxing.live import access
from tongxing.live.models import PlatformCount
from tongxing.people.access import is_program
from tongxing.trail.actions import record


@transaction.atomic
def enter_platform_count(*, stream, platform, what, count, evidence, by, rule="") -> PlatformCount:
    """Keep a platform's count with the file that shows it; entered again it is replaced, and the trail keeps both."""
    if not is_program(by):
        access.check_runs(by, stream.fair)
    upload = look_at(evidence)
    kept = stream.platform_counts.filter(platform=platform, what=what).first()
    kept = kept or PlatformCount(stream=stream, platform=platform, what=what)
    before = kept.count
    kept.count, kept.rule = count, rule
    kept.evidence_name, kept.sha256 = upload.name, hashlib.sha256(upload.content).hexdigest()
    kept.entered_by = None if is_program(by) else by
    kept.evidence.save(f"{uuid.uuid4().hex}.{upload.kind}", ContentFile(upload.content), save=False)
    kept.save()
    record(
        "entered a platform's count", kept, by=by, platform=platform, what=what, before=before, count=count,
        sha256=kept.sha256,
    )  # fmt: skip
    return kept
