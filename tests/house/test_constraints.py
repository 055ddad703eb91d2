"""Every constraint of the database says what is wrong and what to do, on both databases; none goes untried."""

from collections import Counter
from functools import partial

import pytest
from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils import translation

import config.urls
from tests.house import rows
from tests.house.constraint_cases import BROKEN, UNIQUE, VALID
from tongxing.common.command import Command, Problems
from tongxing.common.constraints import Clash, unique_fields
from tongxing.people.models import Account

OURS = [model for model in apps.get_models() if model.__module__.startswith("tongxing.")]
CONSTRAINTS = {constraint.name: (model, constraint) for model in OURS for constraint in model._meta.constraints}
FIELDS = {f"{model._meta.label}.{field.name}": (model, field) for model in OURS for field in unique_fields(model)}
TOGETHER = {name: pair for name, pair in CONSTRAINTS.items() if isinstance(pair[1], models.UniqueConstraint)}
CHECKS = {name: pair for name, pair in CONSTRAINTS.items() if isinstance(pair[1], models.CheckConstraint)}


def refused(attempt) -> str:
    """The sentence with which the database refuses."""
    try:
        with translation.override("zh-hans"), transaction.atomic():
            attempt()
    except Clash as clash:
        return str(clash)
    return "nothing refused it"


def in_chinese(sentence) -> str:
    with translation.override("zh-hans"):
        return str(sentence)


def twice(model, fields, name):
    """Two rows that say the same in ``fields``; the second is refused."""
    both = {key: rows.resolved(value) for key, value in UNIQUE.get(name, {}).items()}
    for field in fields:
        held = both.get(field.name, VALID.get(model._meta.label, {}).get(field.name))
        if field.null and held is None and field.name not in both:
            both[field.name] = rows.value_for(field, VALID)
    first = rows.insert(model, VALID, **both)
    both = {key: rows.resolved(value) for key, value in UNIQUE.get(name, {}).items()}
    both |= {field.name: getattr(first, field.name) for field in fields}
    return refused(lambda: rows.insert(model, VALID, **both))


def test_two_rows_that_may_not_both_be_are_refused_in_words(db):
    said, meant = {}, {}
    for name, (model, constraint) in TOGETHER.items():
        fields = [model._meta.get_field(field) for field in constraint.fields]
        said[name] = twice(model, fields, name)
        meant[name] = in_chinese(constraint.violation_error_message)
    assert said == meant


def test_a_value_that_is_held_once_is_refused_in_words(db):
    said = {name: twice(model, [field], name) for name, (model, field) in FIELDS.items()}
    assert said == {name: in_chinese(field.error_messages["unique"]) for name, (_model, field) in FIELDS.items()}


def test_a_row_that_breaks_its_rule_is_refused_in_words(db):
    said, meant = {}, {}
    for name, (model, constraint) in CHECKS.items():
        wrong = {key: rows.resolved(value) for key, value in rows.resolved(BROKEN[name]).items()}
        said[name] = refused(partial(model.objects.bulk_create, [rows.build(model, VALID, **wrong)]))
        meant[name] = in_chinese(constraint.violation_error_message)
    assert said == meant


def test_the_row_to_start_from_breaks_nothing(db):
    """Else a rule about one row could be refused for another reason."""
    for model in {model for model, _constraint in CHECKS.values()}:
        only = VALID.get(model._meta.label, {}).get("pk")
        if only is None or not model.objects.filter(pk=only).exists():
            rows.insert(model, VALID)


def test_every_rule_has_a_sentence_of_its_own_in_both_languages():
    said = {name: constraint.violation_error_message for name, (_model, constraint) in CONSTRAINTS.items()}
    said |= {name: field.error_messages["unique"] for name, (_model, field) in FIELDS.items()}
    defaults = (models.BaseConstraint.default_violation_error_message, models.Field.default_error_messages["unique"])
    without = [name for name, sentence in said.items() if sentence in defaults]
    english = [name for name, sentence in said.items() if in_chinese(sentence) == _english(sentence)]
    assert (without, english) == ([], [])


def _english(sentence) -> str:
    with translation.override("en"):
        return str(sentence)


def test_no_two_rules_are_told_apart_only_by_their_rows():
    """SQLite names the columns and not the rule: two rules about the same columns could not be told apart."""
    columns = Counter(
        (model._meta.db_table, frozenset(constraint.fields)) for model, constraint in TOGETHER.values()
    ) + Counter((model._meta.db_table, frozenset({field.name})) for model, field in FIELDS.values())
    assert [pair for pair, count in columns.items() if count > 1] == []


@login_not_required
def enter(request):
    """A page whose action enters what is there already, as when two press at the same moment."""
    with transaction.atomic():
        Account.objects.create(username="gao")
    return HttpResponse("entered")


urlpatterns = [path("enter/", enter), *config.urls.urlpatterns]


def test_a_page_shows_the_sentence_and_the_way_back(client, gao):
    with override_settings(ROOT_URLCONF=__name__):
        answer = client.get("/enter/")
    assert answer.status_code == 409
    assert "已有账号使用这个用户名" in answer.content.decode()
    assert "constraint" not in answer.content.decode()


def test_a_command_says_the_sentence_and_ends_with_one(gao):
    class Enter(Command):
        def handle(self, *args, **options):
            Account.objects.create(username="gao")

    with pytest.raises(Problems, match="已有账号使用这个用户名") as problems:
        call_command(Enter())
    assert problems.value.returncode == 1


def test_what_no_rule_of_ours_says_stays_an_error(gao):
    """A missing value is a fault of the code: it is logged, and no reader sees its words."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Account.objects.bulk_create([Account(username=None)])
    assert not isinstance(error.value, Clash)


def test_who_waits_for_the_error_of_the_database_still_finds_it(gao):
    account, is_new = Account.objects.get_or_create(name="别的", username="gao2", defaults={"username": "gao3"})
    assert is_new
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(username=account.username)


def test_no_case_stands_for_a_rule_that_is_gone():
    assert set(BROKEN) == set(CHECKS)
    assert set(UNIQUE) <= set(TOGETHER) | set(FIELDS)
