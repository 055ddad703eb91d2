"""Every address, tried by everybody: who may come in, who does not learn that it exists, and what a page costs."""

import json
import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.house.addresses import every_address, path_of
from tests.house.canaries import leaks, plant
from tests.house.world import build, visitors
from tongxing.people.models import Role

ADDRESSES = every_address()
MOST_QUERIES = 15
DEARER = {
    "control:day": 40,
    "control:closing": 24,
    "control:people": 36,
    "fairs:fair": 22,
    "interpreting:request": 22,
    "interpreting:requests": 18,
    "queues:visitor": 18,
    "people:me": 18,
    "people:own_data": 70,
    "people:own_data_file": 140,
    "jobs:profile": 18,
    "jobs:profile_of": 18,
    "start": 24,
}
"""Pages on the day itself, which ask each room a question or two, however many rows it has (tried with two copies of
everything and with six); ``people:own_data`` and its file read each table that leads to the person, the file more
the more rows there are; at ``control:people`` each look
at a person in an emergency is written to the trail."""


def audience(view) -> str | tuple:
    return getattr(view, "audience", None)


PRIVATE = [
    (name, pattern)
    for name, pattern, view in ADDRESSES
    if audience(view) != "public" and "<" in pattern and not name.startswith("mfa_")
]


@pytest.mark.parametrize(("name", "pattern", "view"), ADDRESSES, ids=[name for name, _p, _v in ADDRESSES])
def test_every_address_says_who_it_is_for(name, pattern, view):
    mark = audience(view)

    assert mark in {"public", "signed"} or (mark and set(mark) <= set(Role.What.values)), f"{name} needs a mark"


@pytest.fixture
def world(db):
    return build()


@pytest.fixture
def everybody(world):
    return visitors(world)


@pytest.fixture
def printed(monkeypatch):
    """PDFs as the data that they are made of, so that what stands on them can be read."""

    def as_text(template, data, **_rest):
        return json.dumps(data, ensure_ascii=False).encode()

    monkeypatch.setattr("tongxing.common.pdf.render", as_text)


def visit(client, account, path, *, method="get"):
    """The answer to ``account`` at ``path``; what it wrote is taken back."""
    client.logout()
    if account is not None:
        client.force_login(account)
    client.raise_request_exception = False
    point = transaction.savepoint()
    answer = getattr(client, method)(path)
    transaction.savepoint_rollback(point)
    return answer


@pytest.mark.parametrize(("name", "pattern", "view"), ADDRESSES, ids=[name for name, _p, _v in ADDRESSES])
def test_everybody_tries_every_address(client, world, everybody, demo, printed, name, pattern, view):
    plant(world, everybody)
    path = path_of(name, pattern, world)

    for who, account in everybody.items():
        for method in ("get", "post"):
            answer = visit(client, account, path, method=method)
            assert answer.status_code < 500, f"{who} {method} {path}: {answer.status_code}"
            assert leaks(answer, who, name) == [], f"{who} {method} {path}: list it in home/disclosures.py, or mask it"
            if account is None and audience(view) != "public":
                assert answer.status_code in {302, 405}, f"somebody who is not signed in sees {path}"
            if isinstance(audience(view), tuple) and account and not account.holds(*audience(view)):
                assert answer.status_code in {403, 404, 405}, f"{who} sees {path}"


@pytest.mark.parametrize(("name", "pattern"), PRIVATE, ids=[name for name, _p in PRIVATE])
def test_for_a_sister_region_it_does_not_exist(client, world, everybody, name, pattern):
    path = path_of(name, pattern, world)

    for who in ("sister clerk", "sister lead"):
        for method in ("get", "post"):
            status = visit(client, everybody[who], path, method=method).status_code
            roles = {known: audience(view) for known, _p, view in ADDRESSES}[name]
            refused_by_role = isinstance(roles, tuple) and not everybody[who].holds(*roles)
            assert status in {404, 405} or (refused_by_role and status == 403), f"{who} {method} {path}: {status}"


def test_no_page_asks_the_database_too_much(client, db, demo):
    world = build(copies=6)
    dear = {}
    for name, pattern, _view in ADDRESSES:
        path = path_of(name, pattern, world)
        for who, account in visitors_once(world).items():
            client.logout()
            if account is not None:
                client.force_login(account)
            client.raise_request_exception = False
            connection.queries_log.clear()  # it keeps 9,000, and would show no more of any page after them
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            count = len([one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))])
            if count > DEARER.get(name, MOST_QUERIES):
                dear[f"{name} as {who}"] = count
    assert not dear


def visitors_once(world) -> dict:
    """The visitors, made at the first call for this world."""
    if not hasattr(world, "visitors"):
        world.visitors = visitors(world)
    return world.visitors


def test_every_page_is_strict_and_has_one_heading(client, world, everybody, demo):
    faults = []
    for name, pattern, _view in ADDRESSES:
        path = path_of(name, pattern, world)
        for who in ("nobody", "seeker", "employer", "lead"):
            answer = visit(client, everybody[who], path)
            if not answer.headers.get("Content-Type", "").startswith("text/html") or answer.status_code != 200:
                continue
            page = answer.content.decode()
            policy = answer.headers.get("Content-Security-Policy", "")
            if "default-src 'none'" not in policy or "unsafe-inline" in policy:
                faults.append(f"{path}: no strict content security policy")
            if len(re.findall(r"<h1[ >]", page)) != 1:
                faults.append(f"{path} as {who}: {len(re.findall(r'<h1[ >]', page))} first headings")
            if re.search(r"\sstyle=|<style|\son\w+=\"", page):
                faults.append(f"{path}: inline style or script")
            if not re.search(r'<html lang="[\w-]+"', page) or not re.search(r"<title>\s*\S", page):
                faults.append(f"{path}: language or title missing")
    assert not faults
