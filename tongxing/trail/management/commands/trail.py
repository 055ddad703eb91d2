"""``tongxing trail verify [--anchor FILE]``, ``… anchor [--daily]``, ``… public-key``, ``… last``."""

from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common import guards
from tongxing.common.command import Command as Base
from tongxing.common.command import Problems, wrong_use
from tongxing.common.refusal import Refused
from tongxing.trail import anchors
from tongxing.trail.actions import write_anchor
from tongxing.trail.chain import KEYED, faults
from tongxing.trail.models import Entry

VERIFY, ANCHOR, PUBLIC_KEY, LAST = "verify", "anchor", "public-key", "last"
LAST_ENTRIES = 5


class Command(Base):
    help = (
        "Prove that no entry of the trail was changed, added or taken out; anchor it outside the database; "
        "print the public key with which anchors are checked; show where the last entries came from."
    )
    reports = True

    def add_arguments(self, parser):
        parser.add_argument("what", choices=[VERIFY, ANCHOR, PUBLIC_KEY, LAST])
        parser.add_argument("--anchor", metavar="FILE", help="verify: also compare with the anchors in this file")
        parser.add_argument(
            "--public-key", metavar="FILE", help="verify: the key (PEM) that the anchors are signed with"
        )
        parser.add_argument("--daily", action="store_true", help="anchor: only where today has no line yet")

    def handle(self, *args, what, **options):
        if what != VERIFY and (options["anchor"] or options["public_key"]):
            raise wrong_use(_("--anchor and --public-key belong to: tongxing trail verify"))
        try:
            {VERIFY: self.verify, ANCHOR: self.anchor, PUBLIC_KEY: self.public_key, LAST: self.last}[what](options)
        except Refused as refusal:
            raise Problems(str(refusal)) from refusal

    def verify(self, options):
        """The chain, its keys and its head; and the anchors, this installation's own or those of ``--anchor``."""
        broken = [{"entry": number, "what": sentence} for number, sentence in faults()]
        held, lines = self.anchors(options)
        broken += [{"entry": 0, "what": sentence} for sentence in lines]
        broken += [{"entry": number, "what": sentence} for number, sentence in anchors.faults(held)]
        count = Entry.objects.count()
        notes = [self.compared(held), *self.remarks()]
        sound = _("The trail is unbroken: %(count)s entries.") % {"count": count}
        self.answer(
            options,
            {"entries": count, "anchors": len(held), "faults": broken, "notes": notes},
            [*([fault["what"] for fault in broken] or [sound]), *notes],
        )
        if broken:
            first = min((fault["entry"] for fault in broken if fault["entry"]), default=None)
            raise Problems(
                _("The trail is broken; the first fault is at entry %(number)s.") % {"number": first}
                if first is not None
                else _("The trail is broken: %(sentence)s") % {"sentence": broken[0]["what"]}
            )

    def anchors(self, options) -> tuple[list[anchors.Anchor], list[str]]:
        """The anchors to compare with, and a sentence for each line that is none or is missing."""
        key = options["public_key"]
        keys = [anchors.public_key_in(Path(key))] if key else anchors.public_keys()
        if options["anchor"]:
            path = Path(options["anchor"])
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise wrong_use(_("%(path)s cannot be read: %(error)s") % {"path": path, "error": error}) from error
            held, problems = anchors.read(text, keys)
            if not held and not problems:
                problems = [_("%(path)s holds no anchor.") % {"path": path}]
            return held, problems
        held, problems = anchors.read(anchors.own_text() or "", keys)
        gone = [
            _("The anchor of %(day)s (%(count)s entries) is missing in %(path)s: its line or the file was taken away.")
            % {"day": anchor.day, "count": anchor.count, "path": anchors.path_of_own()}
            for anchor in anchors.unwritten(held)
        ]
        return held, problems + gone

    def compared(self, held) -> str:
        """How much the verdict stands on what lies outside the database."""
        if held:
            last = max(held, key=lambda anchor: anchor.count)
            return _("Compared with %(count)s anchors; the last one is of %(day)s.") % {
                "count": len(held),
                "day": last.day,
            }
        return _("No anchor was compared: whoever holds the keys could have chained the trail anew.")

    def remarks(self) -> list[str]:
        """Where the keyed chain starts, when there were entries before it; guards of the database that are gone."""
        older = [
            _("The first %(count)s entries are older than the chain's key: they were chained anew on %(day)s.")
            % {"count": entry.details["entries"], "day": f"{timezone.localtime(entry.at):%Y-%m-%d}"}
            + (
                " "
                + _("The chain was broken then, first at entry %(number)s.") % {"number": entry.details["first_fault"]}
                if entry.details["first_fault"]
                else ""
            )
            for entry in Entry.objects.filter(act=KEYED, actor="program:migration")
        ]
        gone = guards.missing()
        if not gone:
            return older
        words = {"count": len(gone), "names": ", ".join(gone)}
        lacking = _("The database lacks %(count)s of its guards (%(names)s): migrate anew, and ask who dropped them.")
        return [*older, lacking % words]

    def anchor(self, options):
        """Write a line, once a day where ``--daily`` says so."""
        if options["daily"] and not anchors.is_due():
            line, sentence = "", _("Today's anchor stands already in %(path)s.")
        else:
            line, sentence = write_anchor(by="anchor"), _("Appended to %(path)s:")
        path = anchors.path_of_own()
        self.answer(options, {"path": str(path), "line": line}, filter(None, [sentence % {"path": path}, line]))

    def public_key(self, options):
        """Print the key that an auditor keeps."""
        self.answer(options, {"public_key": anchors.public_key_text()}, [anchors.public_key_text().rstrip()])

    def last(self, options):
        """The last entries, newest first: what was done and from where; no person is named."""
        entries = [
            {"entry": entry.pk, "at": timezone.localtime(entry.at).isoformat(" ", "seconds"), "act": entry.act}
            | {"origin": entry.origin}
            for entry in Entry.objects.order_by("-pk")[:LAST_ENTRIES]
        ]
        self.answer(options, entries, ("{entry}  {at}  {origin}  {act}".format(**entry) for entry in entries))
