"""``tongxing regions load|list``: the divisions that everything else stands in."""

from django.utils.translation import gettext as _

from tongxing.common.command import Command as Base
from tongxing.common.command import Problems, wrong_use
from tongxing.folders.actions import load_regions
from tongxing.folders.problem import PROBLEM
from tongxing.folders.reading.regions import file_of, is_managed_area, read_regions
from tongxing.people.models import Region


class Command(Base):
    help = "Load a province's regions from a file (or by code: 150000), or list what is loaded."
    reports = True

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["load", "list"])
        parser.add_argument("file", nargs="?", help="a file of regions, or the code of a province: 150000, 610000")

    def handle(self, *args, **options):
        if options["what"] == "list":
            self.list(options)
        elif not options["file"]:
            raise wrong_use(_("Say which file: tongxing regions load 150000"))
        else:
            self.load(options)

    def load(self, options):
        path = file_of(options["file"])
        if not path.is_file():
            raise wrong_use(_("There is no file “%(path)s”. Check its name.") % {"path": options["file"]})
        lines, remarks = read_regions(path, dict(Region.objects.values_list("code", "level")))
        problems = [remark for remark in remarks if remark.kind == PROBLEM]
        notices = [remark for remark in remarks if remark.kind != PROBLEM]
        if problems:
            report = {
                key: [one.facts() for one in ones] for key, ones in (("problems", problems), ("notices", notices))
            }
            self.answer(options, report, [str(remark) for remark in remarks])
            raise Problems(
                _("Nothing was loaded: %(count)d problems in the file, listed above.") % {"count": len(problems)}
            )
        done = load_regions(lines=lines, by="regions")
        sentence = _("Regions: %(added)d new, %(changed)d changed, %(same)d as before.")
        counts = {"added": done.added, "changed": done.changed, "same": done.same}
        report = counts | {"notices": [notice.facts() for notice in notices]}
        self.answer(options, report, [*map(str, notices), sentence % counts])

    def list(self, options):
        regions = list(Region.objects.select_related("parent").order_by("path"))
        report = [
            {
                "code": region.code,
                "name": region.name,
                "level": region.level,
                "parent": region.parent.code if region.parent else "",
                "from": region.valid_from,
                "until": region.valid_until,
                "managed_area": is_managed_area(region.code),
            }
            for region in regions
        ]
        mark = " · " + _("managed area")
        lines = [
            f"{'  ' * (region.level - 1)}{region.code} {region.name}{mark if is_managed_area(region.code) else ''}"
            for region in regions
        ]
        self.answer(options, report, lines or [_("No regions are loaded yet: tongxing regions load 150000")])
