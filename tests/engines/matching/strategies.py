"""Small problems, with everything in them that can go differently."""

from datetime import date, timedelta

from hypothesis import strategies as st

from engines.matching import ANYWHERE, Home, Person, Post, Settings

SKILLS = ["sewing", "typing", "baking"]
CODES = ["", "4", "4-10", "4-10-04", "4-10-04-02", "4-10-04-03", "6-05-00", "6-05-02-01"]
REGIONS = ["", "150000", "150100", "150102", "150102001", "150102001003", "150103", "150222", "110101"]
HOME = st.sampled_from(list(Home))
BITS = [0, 1, 2, 63]
DAY = st.one_of(st.none(), st.integers(0, 60).map(lambda days: date(2026, 11, 1) + timedelta(days=days)))
PLACE = st.one_of(st.none(), st.tuples(st.integers(-3000, 3000), st.integers(-3000, 3000)))


@st.composite
def ranges(draw, most):
    least = draw(st.integers(0, most))
    return least, draw(st.integers(least, most))


@st.composite
def masks(draw, count):
    """Masks without a bit in common; now and then all 64 bits in one of them."""
    if draw(st.integers(0, 19)) == 0:
        full = draw(st.integers(0, count - 1))
        return [2**64 - 1 if place == full else 0 for place in range(count)]
    found = [0] * (count + 1)
    for bit in BITS:
        found[draw(st.integers(0, count))] |= 1 << bit
    return found[:count]


@st.composite
def persons(draw, identity):
    must, wish = draw(masks(2))
    least, most = draw(ranges(60))
    x, y = draw(PLACE) or (None, None)
    return Person(
        id=identity,
        needs_must=must,
        needs_wish=wish,
        skills=draw(st.sets(st.sampled_from(SKILLS))),
        occupations=draw(st.lists(st.sampled_from(CODES[1:]), max_size=5, unique=True)),
        education=draw(st.integers(0, 8)),
        wage_floor=draw(st.sampled_from([0, 1, 2500, 3000, 3333])),
        hours_min=least,
        hours_max=most,
        x=x,
        y=y,
        region=draw(st.sampled_from(REGIONS)),
        way_max=draw(st.sampled_from([0, 1, 2000, 15_000, 80_000, ANYWHERE])),
        from_home=draw(HOME),
        free_from=draw(DAY),
    )


@st.composite
def openings(draw, identity):
    offered, can_arrange, cannot = draw(masks(3))
    least, most = draw(ranges(60))
    x, y = draw(PLACE) or (None, None)
    wage = draw(st.sampled_from([(0, None), (2500, None), (3000, 3000), (2500, 4000), (0, 10_000_000)]))
    return Post(
        id=identity,
        organisation=1,
        openings=draw(st.sampled_from([1, 5])),
        offered=offered,
        can_arrange=can_arrange,
        cannot=cannot,
        skills_required=draw(st.sets(st.sampled_from(SKILLS), max_size=1)),
        skills_welcome=draw(st.sets(st.sampled_from(SKILLS))),
        occupation=draw(st.sampled_from(CODES)),
        education_min=draw(st.integers(0, 4)),
        wage_min=wage[0],
        wage_max=wage[1],
        hours_min=least,
        hours_max=most,
        x=x,
        y=y,
        region=draw(st.sampled_from(REGIONS)),
        from_home=draw(HOME),
        start=draw(DAY),
    )


@st.composite
def sides(draw, most=4):
    """A few people and posts; either side may be empty, and all may be alike."""
    person_ids = draw(st.lists(st.integers(0, 9), max_size=most, unique=True))
    post_ids = draw(st.lists(st.integers(0, 9), max_size=most, unique=True))
    if draw(st.integers(0, 9)) == 0:
        return [Person(id=one) for one in person_ids], [Post(id=one) for one in post_ids]
    return [draw(persons(one)) for one in person_ids], [draw(openings(one)) for one in post_ids]


@st.composite
def some_settings(draw):
    return Settings(
        k=draw(st.sampled_from([1, 2, 10])),
        grace_days=draw(st.sampled_from([0, 1, 30])),
        wage_saturation_percent=draw(st.sampled_from([1, 50, 200])),
        band_metres=draw(st.sampled_from([1, 1000, 5000])),
        band_count=draw(st.sampled_from([0, 1, 4])),
        way_far_metres=draw(st.sampled_from([1, 1000, 100_000])),
        prune=draw(st.booleans()),
        threads=draw(st.sampled_from([1, 2])),
    )
