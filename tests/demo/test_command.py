"""`tongxing demo` fills an empty database with the campaign, and leaves real work alone."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from demo import zones
from demo.campaign import BAKERY
from engines.wording import mask_of
from tests import cast
from tests.cast import CampaignFactory, PersonFactory
from tests.folders.test_save import files, forget_everything, hashes
from tongxing.bulletins.models import Bulletin
from tongxing.campaigns.models import Campaign
from tongxing.common import installation
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Interview
from tongxing.figures.models import Figure
from tongxing.folders.actions import load_campaign, save_campaign
from tongxing.home.demonstration import SEED
from tongxing.interpreting.models import Hours
from tongxing.jobs import matching
from tongxing.jobs.models import AccommodationRequest, Application, Lever, Seeker, Suggestion
from tongxing.people.access import consents
from tongxing.people.models import Account, Consent, Person, Region

FIGURES = {
    "fair.region.employers": 83,
    "fair.region.posts": 1779,
    "fair.region.attendances": 1009,
    "fair.region.people": 949,
    "fair.region.resumes": 111,
    "fair.region.intents": 150,
    "fair.live.employers": 79,
    "fair.live.viewings": 14493,
    "fair.live.applications": 85,
    "fair.live.resumes": 85,
    "fair.baotou.employers": 24,
    "fair.baotou.posts": 211,
    "fair.baotou.preliminary_intents": 32,
}
pytestmark = pytest.mark.django_db


def demo(**options):
    out = StringIO()
    call_command("demo", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def let_in_by_a_ramp(vacancy):
    """Each registered person and the post, as they are and with the steps gone: whom it makes fit."""
    registered = matching.ready(Seeker.objects.filter(person__registrations__fair__event=vacancy.event))
    seekers = list(registered.filter(person__support_needs__code="step_free").distinct())
    before = matching.explained_for(vacancy, seekers)
    vacancy.cannot &= ~mask_of(["step_free"])
    after = matching.explained_for(vacancy, seekers)
    return {
        seeker
        for seeker, was, now in zip(seekers, before, after, strict=True)
        if now.is_feasible and not was.is_feasible and consents(seeker.person, "matching")
    }


def test_an_empty_database_gets_the_whole_campaign(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    demo(if_empty=True)
    assert installation.is_demo()
    assert {key: value for key, value in Figure.objects.values_list("key", "value") if key in FIGURES} == FIGURES
    assert Account.objects.get(username="zhaomin").roles.get().membership.organisation.name == BAKERY
    lin = Person.objects.get(name="林晓雯", account__isnull=False)
    best = Suggestion.objects.get(vacancy__employer__name=BAKERY, vacancy__title="面点烘焙师", rank_for_vacancy=1)
    assert best.seeker == lin.seeker
    ramp = Lever.objects.get(vacancy__employer__name=BAKERY)
    assert set(ramp.seekers.all()) == let_in_by_a_ramp(ramp.vacancy)
    assert ramp.seekers.count() > 14
    assert Application.objects.get(live=None).vacancy == AccommodationRequest.objects.get().vacancy == best.vacancy
    assert Interview.objects.exclude(starts_at=None).count() > 400
    assert Interview.objects.filter(starts_at=None).exclude(why_not=[]).exists()
    assert Bulletin.objects.get().state == Bulletin.State.PUBLISHED
    counted = dict(Figure.objects.filter(event__key="fair.zones").values_list("key", "value"))
    drawn = zones.sessions(SEED, cast.FAIR_DAY)
    talks = Hours.objects.filter(shift__fair__event__key="fair.region")
    assert talks.count() > 20
    assert counted == {
        "fair.zones.services": len(drawn) + talks.count(),
        "fair.zones.service_minutes": sum(one.minutes for one in [*drawn, *talks]),
        "fair.zones.exhibitors": len(zones.MAKERS),
    }
    assert [
        consent
        for consent in Consent.objects.all()
        if consent.wording_version > timezone.localdate(consent.given_at).isoformat()
    ] == []
    for one in json.loads(demo(sign_ins=True, json=True)):
        if "password" in one:
            assert Account.objects.get(username=one["username"]).check_password(one["password"])


def test_the_demo_comes_back_from_its_saved_folder_with_the_same_hashes(demo_folder, tmp_path, demo_mark):
    call_command("regions", "load", "150000", stdout=StringIO())
    assert load_campaign(folder=demo_folder, by="tests").problems == []
    before = hashes()
    save_campaign(campaign=Campaign.objects.get(), folder=tmp_path / "one", by="tests")
    forget_everything()
    assert load_campaign(folder=tmp_path / "one", by="tests").problems == []
    assert hashes() == before
    save_campaign(campaign=Campaign.objects.get(), folder=tmp_path / "two", by="tests")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_demonstration_is_reset(settings, tmp_path, demo_mark, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("tongxing.home.management.commands.demo.build", lambda say: None)
    PersonFactory(name="昨天的人")
    (tmp_path / "resume.pdf").write_bytes(b"%PDF")
    demo()
    assert not (tmp_path / "resume.pdf").exists()
    assert installation.is_demo()
    assert not Person.objects.exists()


def test_real_work_is_left_alone():
    installation.mark(demo=False)
    CampaignFactory()
    with pytest.raises(CommandError, match="真实工作") as error:
        demo()
    assert error.value.returncode == 2
    assert demo(if_empty=True) == ""
    assert Campaign.objects.count() == 1


def test_a_database_without_a_mark_that_holds_people_is_left_alone():
    PersonFactory()
    with pytest.raises(CommandError, match="真实工作"):
        demo()
    assert Person.objects.count() == 1


def test_a_demo_that_fails_leaves_nothing_behind(monkeypatch):
    def fail(story):
        raise Refused("不行")

    monkeypatch.setattr("tongxing.home.demonstration._load", fail)
    with pytest.raises(CommandError, match="不行"):
        demo()
    assert not installation.is_demo()
    assert not Region.objects.exists()
    assert not Campaign.objects.exists()


def test_only_a_demonstration_has_sign_ins():
    with pytest.raises(CommandError, match="不是演示"):
        demo(sign_ins=True)
