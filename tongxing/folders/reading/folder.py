"""Reading a whole folder: the plan of what to write, and every problem at once."""

from pathlib import Path

from django.utils.translation import gettext as _

from engines.wording import name_key
from tongxing.campaigns.models import Host
from tongxing.folders.format import FORMS
from tongxing.folders.plan import EventPlan, HostPlan, Outline, Plan, Sheets
from tongxing.folders.problem import Problem
from tongxing.folders.reading.day import Day
from tongxing.folders.reading.employers import read_employers, read_vacancies
from tongxing.folders.reading.outline import FILE, is_key
from tongxing.folders.reading.places import Regions, unknown_region
from tongxing.folders.reading.seekers import read_seekers
from tongxing.folders.reading.sheet import ENDINGS
from tongxing.people.models import Region

STEMS = {form.file.rsplit(".", 1)[0] for form in FORMS.values()}
BESIDE = {FILE, "regions.csv", "README.md", "README.txt", "说明.txt"}


def read_sheets(folder: Path, outline: Outline, each=iter) -> tuple[Plan, list[Problem]]:
    """The plan of the folder and its problems; the regions must be in the database. ``each`` watches the events."""
    problems = _stray(folder, outline)
    codes = set(Region.objects.values_list("code", flat=True))
    places = [("region", outline.region), *_host_places("", outline.hosts)]
    for index, event in enumerate(outline.events, 1):
        places += [(f"events[{index}].region", event.region), *_host_places(f"events[{index}].", event.hosts)]
    for place, code in places:
        if code and code not in codes:
            problems.append(Problem(unknown_region(code), FILE, "", place))
    sheets: dict[str, Sheets] = {}
    base = Region.objects.filter(code=outline.region).first()
    if base is None:
        return Plan(outline, sheets), problems
    regions = Regions(base)
    tickets: dict[str, str] = {}
    for event in each(outline.events):
        if event.fair and is_key(event.key) and (folder / event.key).is_dir():
            where = regions.at(*_codes(event, outline))
            sheets[event.key] = _event(folder, event, where, tickets, problems)
    problems += _people(outline, sheets)
    return Plan(outline, sheets), problems


def _host_places(where: str, hosts: tuple[HostPlan, ...]) -> list[tuple[str, str]]:
    """(place in campaign.toml, code) of each host's region."""
    return [(f"{where}hosts[{index}].region", host.region) for index, host in enumerate(hosts, 1)]


def _codes(event: EventPlan, outline: Outline) -> list[str]:
    """Codes of the regions that settle a name which several places have: the hosts', in order, and the event's."""
    own = [host.region or (event.region if host.capacity == Host.Capacity.HOST else "") for host in event.hosts]
    return list(dict.fromkeys(code for code in (*own, event.region, *(host.region for host in outline.hosts)) if code))


def _event(
    folder: Path, event: EventPlan, regions: Regions, tickets: dict[str, str], problems: list[Problem]
) -> Sheets:
    sheets = Sheets()
    employers = read_employers(folder, event, regions, problems)
    vacancies = read_vacancies(folder, event, regions, employers, problems)
    seekers = read_seekers(folder, event, regions, tickets, problems)
    day = Day(folder, event, problems, employers=employers, vacancies=vacancies, seekers=seekers)
    sheets.employers, sheets.vacancies, sheets.seekers = employers or [], vacancies or [], seekers or []
    for name in ("attendances", "resumes", "intents", "viewings", "wishes", "interviews"):
        setattr(sheets, name, getattr(day, name)())
    return sheets


def _stray(folder: Path, outline: Outline) -> list[Problem]:
    """Files and folders that nothing would read: somebody meant them to be read."""
    problems = []
    fairs = {event.key for event in outline.events if event.fair}
    others = {event.key for event in outline.events} - fairs
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~")):
            continue
        if path.is_dir() and path.name in others and any(path.iterdir()):
            sentence = _("Sheets are read for events of kind “fair” only. Take this folder out, or correct the kind.")
            problems.append(Problem(sentence, path.name))
        elif path.is_dir() and path.name not in fairs | others:
            sentence = _("No event in campaign.toml has the key “%(name)s”. Rename the folder, or add the event.")
            problems.append(Problem(sentence % {"name": path.name}, path.name))
        elif path.is_file() and path.name not in BESIDE:
            problems.append(
                Problem(_("This file is not read. Take it out, or put it into an event's folder."), path.name)
            )
        elif path.is_dir():
            problems += _stray_sheets(path)
    return problems


def _stray_sheets(folder: Path) -> list[Problem]:
    problems = []
    for path in sorted(folder.iterdir()):
        is_sheet = path.is_file() and path.stem in STEMS and path.suffix in ENDINGS
        if not is_sheet and not path.name.startswith((".", "~")):
            sentence = _("This is no sheet of an event. Known are: %(names)s.")
            names = ", ".join(form.file for form in FORMS.values())
            problems.append(Problem(sentence % {"names": names}, f"{folder.name}/{path.name}"))
    return problems


def _people(outline: Outline, sheets: dict[str, Sheets]) -> list[Problem]:
    """One certificate belongs to one person, and one telephone with a name has one certificate, whatever the event."""
    problems: list[Problem] = []
    names: dict[str, tuple[str, str]] = {}
    certificates: dict[tuple[str, str], tuple[str, str]] = {}
    for key, event in sheets.items():
        for entry in event.seekers:
            person = entry["person"]
            certificate, name = person["certificate"][:18], name_key(person["name"])
            if not certificate:
                continue
            here = f"{key}/{FORMS['seekers'].file}"
            place = f"{here} {entry.number}"
            first = names.setdefault(certificate, (name, place))
            if first[0] != name:
                sentence = _(
                    "The certificate of %(number)s is that of %(other)s, under another name. Correct one of them."
                )
                facts = {"number": entry.number, "other": first[1]}
                problems.append(Problem(sentence % facts, here, "", f"A{entry.row}"))
            if not person["phone"]:
                continue
            first = certificates.setdefault((person["phone"], name), (certificate, place))
            if first[0] != certificate:
                sentence = _(
                    "%(number)s has the name and the telephone number of %(other)s with another certificate number. "
                    "Compare both with the certificates; if they are two people, take the telephone number out of one."
                )
                facts = {"number": entry.number, "other": first[1]}
                problems.append(Problem(sentence % facts, here, "", f"A{entry.row}"))
    return problems
