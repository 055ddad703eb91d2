"""An employer asks people to apply whom it does not know; they decide, and it learns only a yes."""

import datetime as dt
import re

import pytest
from django.http import Http404
from django.urls import reverse

from tests import cast, clock
from tongxing.common.refusal import Refused
from tongxing.jobs import actions
from tongxing.jobs.inviting import Inviting, token_for
from tongxing.jobs.models import Application, Invitation
from tongxing.people.models import Consent, Message
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def six(pastry, lin, lin_seeks):
    """Six people on the shortlist of the bakery's post, 林晓雯 first."""
    cast.ConsentFactory(person=lin.person, purpose="contact")
    seekers = [lin_seeks]
    for _number in range(5):
        person = cast.PersonFactory(region="150203")
        cast.ConsentFactory(person=person)
        seekers.append(cast.SeekerFactory(person=person, occupations=["6-02-01"], skills=["裱花"]))
    for rank, seeker in enumerate(seekers, 1):
        pastry.suggestions.create(seeker=seeker, seeker_score=800, vacancy_score=800, rank_for_vacancy=rank)
    return seekers


def shortlist(client, user, post):
    client.force_login(user)
    return client.get(reverse("jobs:shortlist", args=[post.pk])).text


def invited(post, seeker, by):
    return actions.invite_to_apply(vacancy=post, token=token_for(post, seeker.pk), by=by)


def test_the_employer_sees_why_they_fit_and_nothing_that_says_who_they_are(client, pastry, six, zhao, lin):
    page = shortlist(client, zhao, pastry)
    section = page[page.index("合适但还没有投递的人") :]
    assert section.count("邀请投递<") == 6
    # Sealed tokens are random signs, in which any four digits may stand.
    visible = re.sub(r'(?s)<footer.*| value="[\w.:=-]{20,}"', "", section)
    for word in ("林", "昆都仑", "手语", "听力", lin.person.phone_tail):
        assert word not in visible
    assert f'value="{six[0].pk}"' not in section


def test_the_person_reads_it_and_applies_and_only_then_the_employer_learns_who(client, pastry, six, zhao, lin):
    client.force_login(zhao)
    client.post(reverse("jobs:invite_to_apply", args=[pastry.pk]), {"candidate": token_for(pastry, six[0].pk)})
    assert "单位不知道您是谁" in Message.objects.get().text
    assert "林晓雯" not in shortlist(client, zhao, pastry)

    client.force_login(lin)
    own = client.get(reverse("jobs:applications")).text
    assert "邀请您投递的单位" in own
    assert "林**" not in own  # nobody has to be told for whom her own applications are
    assert "有 1 家单位邀请您投递" in client.get(reverse("start")).text
    page = client.get(reverse("jobs:answer_invitation", args=[Invitation.objects.get().pk])).text
    (apply,) = re.findall(r'class="button" href="([^"]+/apply/[^"]*)"', page)
    client.post(apply)

    assert Invitation.objects.get().state == "applied"
    assert Application.objects.get().seeker == six[0]
    assert "林晓雯" in shortlist(client, zhao, pastry)
    assert Entry.objects.filter(act="invited somebody to apply", actor=f"account:{zhao.pk}").count() == 1


@pytest.mark.parametrize("answer", ["no", "never"])
def test_a_no_is_not_told_to_the_employer(client, pastry, six, zhao, lin, answer):
    invitation = invited(pastry, six[0], zhao)
    before = shortlist(client, zhao, pastry)
    assert "已邀请" in before
    client.force_login(lin)
    client.post(reverse("jobs:answer_invitation", args=[invitation.pk]), {"answer": answer})
    assert "邀请您投递的单位" not in client.get(reverse("jobs:applications")).text
    after = shortlist(client, zhao, pastry)
    for word in ("林晓雯", "谢绝", "不再接收"):
        assert word not in after
    with pytest.raises(Refused, match="已答复"):
        actions.answer_invitation(invitation=invitation, never=False, by=lin)


def test_nobody_is_asked_twice_for_one_post(pastry, six, zhao, lin):
    invitation = invited(pastry, six[0], zhao)
    actions.answer_invitation(invitation=invitation, never=False, by=lin)
    with pytest.raises(Refused, match="只邀请一次"):
        invited(pastry, six[0], zhao)


def test_who_said_never_is_not_asked_by_this_employer_again(pastry, six, zhao, lin, bakery):
    other = cast.VacancyFactory(event=pastry.event, employer=bakery)
    for rank, seeker in enumerate(six, 1):
        other.suggestions.create(seeker=seeker, seeker_score=1, vacancy_score=1, rank_for_vacancy=rank)
    waiting = invited(other, six[0], zhao)
    actions.answer_invitation(invitation=invited(pastry, six[0], zhao), never=True, by=lin)
    waiting.refresh_from_db()
    assert waiting.state == "never"
    Invitation.objects.filter(pk=waiting.pk).delete()
    with pytest.raises(Refused, match="不在名单上"):
        invited(other, six[0], zhao)


def test_five_a_day_for_one_post_and_the_next_day_more(pastry, six, zhao):
    for seeker in six[:5]:
        invited(pastry, seeker, zhao)
    with pytest.raises(Refused, match="明天再邀请"):
        invited(pastry, six[5], zhao)
    clock.turn_to(clock.START + dt.timedelta(days=1))
    assert invited(pastry, six[5], zhao).state == "open"


def test_fewer_than_five_are_not_listed_not_even_without_a_name(client, pastry, six, zhao):
    Consent.objects.filter(person__in=[seeker.person_id for seeker in six[1:3]]).delete()
    assert Inviting(pastry).candidates() == []
    assert "邀请投递" not in shortlist(client, zhao, pastry)
    with pytest.raises(Refused, match="不在名单上"):
        invited(pastry, six[0], zhao)


def test_who_takes_the_consent_back_or_has_applied_cannot_be_asked(pastry, six, zhao, lin):
    token = token_for(pastry, six[1].pk)
    Consent.objects.filter(person=six[1].person).delete()
    with pytest.raises(Refused, match="不在名单上"):
        actions.invite_to_apply(vacancy=pastry, token=token, by=zhao)
    application = actions.apply(seeker=six[0], vacancy=pastry, by=lin)
    actions.withdraw(application=application, by=lin)
    assert token_for(pastry, six[0].pk) not in {candidate.token for candidate in Inviting(pastry).candidates()}


def test_only_the_employers_own_members_ask_and_only_the_person_answers(client, pastry, six, zhao, gao, bao):
    with pytest.raises(Http404):
        invited(pastry, six[0], gao)
    invitation = invited(pastry, six[0], zhao)
    client.force_login(bao)
    assert client.get(reverse("jobs:answer_invitation", args=[invitation.pk])).status_code == 404
    assert client.post(reverse("jobs:invite_to_apply", args=[pastry.pk])).status_code in {403, 404}


def test_a_post_that_nobody_sees_invites_nobody(pastry, six, zhao):
    pastry.state = "closed"
    pastry.save()
    with pytest.raises(Refused, match="先开放"):
        invited(pastry, six[0], zhao)


def test_who_is_shown_by_name_is_asked_there_and_tells_nothing_of_the_hidden(client, pastry, six, zhao):
    """Were all listed twice, with a name and without, the few who hide would be the lines that are left over."""
    shown = six[1:]
    for seeker in shown:
        cast.ConsentFactory(person=seeker.person, purpose="show_employer")
    page = shortlist(client, zhao, pastry)
    assert "合适但还没有投递的人" not in page
    assert page.count('name="candidate"') == len(shown)
    assert token_for(pastry, six[0].pk) not in page
    assert invited(pastry, shown[0], zhao).seeker == shown[0]
    with pytest.raises(Refused, match="不在名单上"):
        invited(pastry, six[0], zhao)
