"""The cast itself: every factory builds something the database takes."""

import pytest
from factory.django import DjangoModelFactory

from tests import cast

FACTORIES = [
    one
    for one in vars(cast).values()
    if isinstance(one, type) and issubclass(one, DjangoModelFactory) and one not in (DjangoModelFactory, cast.InRegion)
]


@pytest.mark.django_db
@pytest.mark.parametrize("one", FACTORIES, ids=lambda one: one.__name__)
def test_every_factory_builds_what_the_database_takes(one):
    one()

    assert one._meta.model.objects.exists()


def test_the_cast_holds_the_roles_of_the_story(client, han, gao, qi, lin, zhao):
    assert han.holds("lead")
    assert client.login(username="gao", password=cast.PASSWORD)
    assert lin.person.support_needs.get().code == "sign_interpreter"
