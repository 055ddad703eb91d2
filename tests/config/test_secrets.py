"""The site's secrets: made once, and a file from before there was a key for the trail has one all the same."""

import json

from config import secrets


def test_a_new_file_holds_every_key(tmp_path):
    made = secrets.load(tmp_path / "secrets.json")

    kept = json.loads((tmp_path / "secrets.json").read_text())
    assert made.trail[0] == kept["trail"][0]
    assert made.anchor[0] == kept["anchor"][0]
    assert len({*made.trail, *made.anchor, *made.sealing, made.hashing}) == 6


def test_an_older_file_gives_the_same_keys_each_time(tmp_path):
    path = tmp_path / "secrets.json"
    path.write_text(json.dumps({"django": "x", "sealing": ["ab" * 32], "hashing": "cd" * 32}))

    first, second = secrets.load(path), secrets.load(path)

    assert first == second
    assert len(first.trail) == len(first.anchor) == 1
    assert first.trail != first.anchor


def test_a_key_put_in_later_comes_first_and_the_derived_one_still_opens(tmp_path):
    path = tmp_path / "secrets.json"
    old = {"django": "x", "sealing": ["ab" * 32], "hashing": "cd" * 32}
    path.write_text(json.dumps(old))
    derived = secrets.load(path).trail[0]
    path.write_text(json.dumps({**old, "trail": ["ef" * 32]}))

    assert secrets.load(path).trail == ("ef" * 32, derived)
