"""The slow twin of matching: the definition over the plain objects, one pair at a time.

``naive_lists(people, posts, settings)`` gives each person's and each post's list as
``{id: [(other id, score of the person, score of the post, reciprocal score)]}``.
"""

import math

from engines.matching import Home

BANDS = [(9, "township"), (6, "county"), (4, "city"), (2, "province")]


def naive_lists(people, posts, settings):
    """Both sides' shortlists, by sorting everybody."""
    pairs = [
        (person.id, post.id, *naive_scores(person, post, settings))
        for person in people
        for post in posts
        if naive_feasible(person, post, settings)
    ]
    of_people = {one.id: _best([(j, a, b, r) for i, j, a, b, r in pairs if i == one.id], settings.k) for one in people}
    of_posts = {one.id: _best([(i, a, b, r) for i, j, a, b, r in pairs if j == one.id], settings.k) for one in posts}
    return of_people, of_posts


def _best(lines, k):
    return sorted(lines, key=lambda line: (-line[3], line[0]))[:k]


def naive_feasible(person, post, settings):
    """Whether nothing stands between the two."""
    needs_met = bits(person.needs_must).isdisjoint(bits(post.cannot))
    skilled = set(post.skills_required) <= set(person.skills)
    educated = person.education >= post.education_min
    paid = post.wage_max is None or post.wage_max >= person.wage_floor
    hours = set(range(person.hours_min, person.hours_max + 1)) & set(range(post.hours_min, post.hours_max + 1))
    in_time = not post.start or not person.free_from or (person.free_from - post.start).days <= settings.grace_days
    homes = (person.from_home, post.from_home)
    home = homes not in [(Home.NO, Home.ONLY), (Home.ONLY, Home.NO)]
    way = metres(person, post, settings)
    near = works_at_home(person, post) or way is None or way <= person.way_max
    return needs_met and skilled and educated and paid and bool(hours) and in_time and home and near


def works_at_home(person, post):
    return person.from_home != Home.NO and post.from_home != Home.NO


def bits(mask):
    return {bit for bit in range(64) if mask >> bit & 1}


def metres(person, post, settings):
    """The way, None when unknown."""
    if person.x is not None and post.x is not None:
        return math.isqrt((person.x - post.x) ** 2 + (person.y - post.y) ** 2)
    if not person.region or not post.region:
        return None
    here, there = person.region.ljust(12, "0"), post.region.ljust(12, "0")
    for digits, name in BANDS:
        step = 3 if digits == 9 else 2
        if here[:digits] == there[:digits] and here[digits - step : digits].strip("0"):
            return getattr(settings.bands, name)
    return settings.bands.beyond


def levels(code):
    """4-10-00 → (4, 10): an occupation code without its open end."""
    parts = [int(part) for part in code.split("-")] if code else []
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def naive_scores(person, post, settings):
    """What each is worth to the other, and both together."""
    a, b = sum(person_points(person, post, settings)), sum(post_points(person, post, settings))
    return a, b, (2 * a * b // (a + b) if a + b else 0)


def person_points(person, post, settings):
    weights = settings.person
    wishes = [levels(code) for code in person.occupations if code]
    post_code = (*levels(post.occupation), 0, 0, 0, 0)
    fitting = [rank for rank, wish in enumerate(wishes) if post_code[: len(wish)] == wish]
    occupation = 5 - fitting[0] if fitting else 0 if wishes else 5
    yield weights.occupation * occupation // 5

    top = post.wage_min if post.wage_max is None else post.wage_max
    saturated = person.wage_floor * settings.wage_saturation_percent
    above = min(max(0, (top - person.wage_floor) * 100), saturated)
    yield weights.wage * above // saturated if person.wage_floor else weights.wage

    yield way_points(person, post, settings)
    yield needs_points(person.needs_must, post, weights.needs, settings)
    yield needs_points(person.needs_wish, post, weights.wishes, settings)

    asked = list(range(post.hours_min, post.hours_max + 1))
    yield weights.hours * len([h for h in asked if person.hours_min <= h <= person.hours_max]) // len(asked)


def way_points(person, post, settings):
    weight, way = settings.person.way, metres(person, post, settings)
    if works_at_home(person, post) or way == 0:
        return weight
    if way is None:
        return 0
    zero_at = 2 * min(person.way_max, settings.way_far_metres)
    return max(0, weight * (zero_at - way) // zero_at) if zero_at else 0


def needs_points(mask, post, weight, settings):
    needs = bits(mask)
    if not needs:
        return weight
    tenths = 0
    for need in needs:
        if need in bits(post.offered):
            tenths += settings.offered_tenths
        elif need in bits(post.can_arrange):
            tenths += settings.arranged_tenths
        elif need not in bits(post.cannot):
            tenths += settings.ask_tenths
    return weight * tenths // (10 * len(needs))


def post_points(person, post, settings):
    weights = settings.post
    welcome = set(post.skills_welcome)
    yield weights.skills * len(welcome & set(person.skills)) // len(welcome) if welcome else weights.skills

    code = levels(post.occupation)
    near = 0
    for wish in person.occupations:
        padded = (*levels(wish), 0, 0, 0, 0)
        agree = [one == other for one, other in zip(code, padded, strict=False)]
        near = max(near, [*agree, False].index(False) if wish else 0)
    yield weights.occupation * near // len(code) if code else 0

    yield weights.education if person.education >= post.education_min else 0

    late = max(0, (person.free_from - post.start).days) if post.start and person.free_from else 0
    grace = max(1, settings.grace_days)
    yield weights.time * max(0, grace - late) // grace
