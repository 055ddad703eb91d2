"""One person's name, however it was typed; two people's names, however rare their characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.wording import folded, letters, name_key, prose, without_controls

NOTHING = [
    "\u200b",
    "\u200c",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202e",
    "\u2060",
    "\u2066",
    "\u2069",
    "\ufeff",
    "\u00ad",
]
BLANKS = [" ", "\u3000", "\u00a0", "\u2009", "\u202f", "\t", "\n"]
DOTS = [*"·•.・‧∙⋅･．。｡․⸱●˙ㆍ", "\u0f0b", "\u1807"]
DASHES = list("-‐‑–—－")
SEPARATORS = [*NOTHING, *BLANKS, *DOTS, *DASHES, "'", "’"]
RARE = ["\U00031350", "\U000323af", "\U0002ebf0", "\ue863", "\uf8ff", "\U000f0000", "\U0010fffd", "𠮷", "㛃"]


@pytest.mark.parametrize("separator", SEPARATORS, ids=ascii)
def test_what_separates_makes_no_difference(separator):
    assert name_key(f"林{separator}晓禾") == name_key("林晓禾") == "林晓禾"
    assert name_key(f"{separator}林晓禾{separator}") == "林晓禾"


@given(st.lists(st.sampled_from("林晓禾乌恩其格Ab")), st.lists(st.sampled_from(SEPARATORS)), st.randoms())
def test_separators_anywhere_make_no_difference(signs, separators, chance):
    mixed = list(signs)
    for separator in separators:
        mixed.insert(chance.randint(0, len(mixed)), separator)
    assert not signs or name_key("".join(mixed)) == name_key("".join(signs))


@given(st.text(alphabet=RARE, min_size=1, max_size=3), st.text(alphabet=RARE, min_size=1, max_size=3))
def test_rare_characters_tell_names_apart(one, other):
    assert (name_key(f"李{one}") == name_key(f"李{other}")) == (one == other)
    assert name_key(f"李{one}") != name_key("李")
    assert (letters(f"李{one}（公司）") == letters(f"李{other}公司")) == (one == other)


@given(st.text(max_size=30))
def test_a_key_is_its_own_key_and_is_never_empty_of_a_name(text):
    key = name_key(text)
    assert name_key(key) == key
    assert key or not any(unicodedata.category(sign)[0] in "LNM" for sign in without_controls(folded(text)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("李", "李?"),
        ("王□", "王"),
        ("王芳1", "王芳2"),
        ("王芳（女）", "王芳"),
        ("王芳/李明", "王芳李明"),
        ("བཀྲ་ཤིས", "བཀྲ་ཤས"),  # a vowel sign
        ("ᠰᠤᠷᠨᠠ", "ᠰᠤᠷᠭᠠ"),
    ],
)
def test_what_tells_two_people_apart_stays(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "JOHN SMITH"),
        ("Ｌｉｎ　Ｘｉａｏ", "Lin Xiao"),
        ("O'Brien", "O’Brien"),
        ("葛\U000e0100城", "葛城"),  # a variant of the same character
        ("བཀྲ་ཤིས་", "བཀྲ ཤིས"),
        ("ᠰᠤᠷ\u180bᠨᠠ", "ᠰᠤᠷᠨᠠ"),  # another form of a letter
        ("ﺋﺎﻳﻨﯘﺭ", "ئاينۇر"),  # presentation forms
    ],
)
def test_ways_to_write_one_name_are_one(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("sign", NOTHING, ids=ascii)
def test_signs_without_width_are_dropped_and_never_made_spaces(sign):
    assert folded(f"林{sign}晓禾{sign}") == "林晓禾"
    assert folded(f"154{sign}0000{sign}0011") == "15400000011"


@pytest.mark.parametrize(
    "text",
    [
        "ᠰᠤᠷ\u180bᠨᠠ",
        "ᠨᠠ\u202fᠢᠢᠨ",
        "ᠠ\u180eᠨᠠ",
        "ᠠ\u200dᠨᠠ",
        "ئا\u200cدەم",
        "乌恩·其其格",
        "阿丽˙木",
        "金ㆍ哲",
        "葛\U000e0100城",
    ],
    ids=ascii,
)
def test_what_shapes_a_word_stays_as_it_was_written(text):
    assert folded(text) == text


def test_sentences_keep_their_signs_and_lose_wide_digits():
    assert prose("会做面点，每天８小时；（包住）可以吗？　有空：") == "会做面点，每天8小时；（包住）可以吗？ 有空："


@given(st.text(alphabet="，；：！？（）…～８Ａ　 ，、。面点①\u200bㆍ", max_size=20))
def test_what_is_folded_for_reading_compares_as_before(text):
    assert folded(prose(text)) == folded(text)


@given(st.text(alphabet=[*RARE, "李", " ", "·"], max_size=10))
def test_rare_characters_stay_in_what_is_stored(text):
    kept = "".join(sign for sign in text if sign in RARE)
    assert "".join(sign for sign in without_controls(folded(text)) if sign in RARE) == kept
