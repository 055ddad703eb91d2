"""What looking for work adds to the way of somebody new: their wishes, then the posts."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.jobs.models import Seeker
from tongxing.people.models import Person
from tongxing.people.path import Step, step


@step(40)
def what_i_wish_for(person: Person) -> Step:
    """The page of wishes, saved once."""
    url = reverse("jobs:profile_of", args=[person.pk])
    return Step("wishes", _("The work I look for"), url, is_done=Seeker.objects.filter(person=person).exists())


@step(50)
def posts_for_me(person: Person) -> Step:
    """The posts, which stand behind the wishes: nothing is to be answered here."""
    seeker = Seeker.objects.filter(person=person).first()
    url = reverse("jobs:matches_of", args=[seeker.pk]) if seeker else reverse("jobs:profile_of", args=[person.pk])
    return Step("posts", _("Posts for me"), url, is_done=seeker is not None)
