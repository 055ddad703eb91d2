"""The slow twins of the selection: every possible one is looked at; or people propose all at once, round by round."""

from functools import cache
from itertools import combinations

from tests.engines.matching.naive import naive_feasible, naive_scores


def scored(people, posts, settings):
    """{(person id, post id): (score of the person, of the post, reciprocal)} of the feasible pairs."""
    return {
        (person.id, post.id): naive_scores(person, post, settings)
        for person in people
        for post in posts
        if naive_feasible(person, post, settings)
    }


def rooms(people, posts, limits):
    of_posts = {one.id: limits.per_post * (one.openings if limits.times_openings else 1) for one in posts}
    return {one.id: limits.per_person for one in people}, of_posts


def naive_most(people, posts, settings, limits):
    """The best selection among all: (people with an interview, total, the pairs in order)."""
    pairs = scored(people, posts, settings)
    _, room = rooms(people, posts, limits)
    ids, post_ids = sorted(one.id for one in people), sorted(room)

    @cache
    def best(place, left):
        """The best from the person at ``place`` on: (people, total, −sum of tie numbers, pairs)."""
        if place == len(ids):
            return 0, 0, 0, ()
        person, found = ids[place], []
        open_posts = [one for one, some in zip(post_ids, left, strict=True) if some and (person, one) in pairs]
        for number in range(min(limits.per_person, len(open_posts)) + 1):
            for some in combinations(open_posts, number):
                rest = tuple(count - (one in some) for one, count in zip(post_ids, left, strict=True))
                count, total, tie, later = best(place + 1, rest)
                own = [(person, one) for one in some]
                found.append(
                    (
                        count + bool(own),
                        total + sum(pairs[pair][2] for pair in own),
                        tie - sum(tie_number(*pair) for pair in own),
                        (*own, *later),
                    )
                )
        return max(found)

    count, total, _tie, chosen = best(0, tuple(min(room[one], len(ids)) for one in post_ids))
    return count, total, list(chosen)


def tie_number(person_id, post_id):
    """Splitmix64 of the two ids, its upper 38 bits, from 1."""
    return (_splitmix(_splitmix(person_id) ^ post_id) >> 26) + 1


def _splitmix(number):
    full = 2**64 - 1
    number = (number + 0x9E3779B97F4A7C15) & full
    number = ((number ^ number >> 30) * 0xBF58476D1CE4E5B9) & full
    number = ((number ^ number >> 27) * 0x94D049BB133111EB) & full
    return number ^ number >> 31


def naive_stable(people, posts, settings, limits):
    """The stable selection that is best for people: all propose at once to as many as they may, posts refuse."""
    pairs = scored(people, posts, settings)
    person_room, post_room = rooms(people, posts, limits)
    refused = set()
    while True:
        proposed = set()
        for person, room in person_room.items():
            own = sorted(
                (pair for pair in pairs.keys() - refused if pair[0] == person),
                key=lambda pair: (-pairs[pair][0], -pairs[pair][2], pair[1]),
            )
            proposed |= set(own[:room])
        new = set()
        for post, room in post_room.items():
            came = sorted(
                (pair for pair in proposed if pair[1] == post),
                key=lambda pair: (-pairs[pair][1], -pairs[pair][2], pair[0]),
            )
            new |= set(came[room:])
        if not new:
            return sorted(proposed)
        refused |= new
