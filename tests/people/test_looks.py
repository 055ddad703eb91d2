"""The person reads who looked at name, numbers and résumé: who, for whom, when and what for."""

import ast
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from tests import cast
from tongxing.people.models import Consent


def test_the_person_reads_which_employer_read_the_resume(client, lin, zhao, bakery):
    seeker = cast.SeekerFactory(person=lin.person)
    purpose = Consent.Purpose.SHOW_EMPLOYER
    cast.ConsentFactory(person=lin.person, purpose=purpose, about=f"organisation:{bakery.pk}")
    client.force_login(zhao)
    assert client.get(reverse("jobs:resume", args=[seeker.pk])).status_code == 200

    client.force_login(lin)
    look = client.get(reverse("people:me")).context["looks"][0]

    assert (look.who, look.body) == ("赵敏", "麦香坊烘焙有限公司")
    assert "麦香坊烘焙有限公司" in client.get(reverse("people:me")).content.decode()


def test_the_person_reads_which_federation_read_the_resume(client, lin, gao):
    seeker = cast.SeekerFactory(person=lin.person)
    client.force_login(gao)
    facts = {"purpose": "answer the person's own request", "why": "本人来电询问"}
    client.post(reverse("jobs:open_resume", args=[seeker.pk]), facts)
    client.get(reverse("jobs:resume", args=[seeker.pk]))

    client.force_login(lin)
    look = client.get(reverse("people:me")).context["looks"][0]

    assert (look.who, look.act, look.purpose) == ("高云", "打开简历", "答复本人的请求 · 本人来电询问")
    assert look.body.startswith("包头市")


def acts_about_people():
    """Every act written in the code that is recorded of a person: ``record("…", person, …)``."""
    for path in (Path(settings.BASE) / "tongxing").rglob("actions/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "record":
                match node.args:
                    case [ast.Constant(value=act), ast.Name(id="person") | ast.Attribute(attr="person"), *_]:
                        yield act


def test_every_act_in_a_persons_trail_is_read_in_chinese():
    acts = sorted(set(acts_about_people()))
    assert "asked to be erased" in acts
    assert [act for act in acts if gettext(act) == act] == []
