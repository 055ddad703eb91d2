"""A ticket in Braille: the words as liblouis writes them, laid out as a Braille printer reads them."""

import re
import shutil

import pytest
from django.utils import translation

from tests.queues.stage import at, taken
from tongxing.queues import braille
from tongxing.queues.printing import ticket_lines

needs_liblouis = pytest.mark.skipif(not shutil.which(braille.COMMAND), reason="liblouis is not installed")


@needs_liblouis
def test_english_is_written_as_ueb_writes_it():
    assert braille.brf("Hello you, P-014", "en") == ",HELLO YOU1 ,P-#JAD\r\n"


@needs_liblouis
def test_chinese_is_written_by_the_common_scheme():
    assert braille.patterns("我").startswith("⠕")
    assert braille.brf("我国") == "OGO1\r\n"


@needs_liblouis
def test_a_whole_ticket_fits_lines_of_forty_cells(policy, gao):
    with at(10), translation.override("zh-hans"):
        lines = ticket_lines(taken(policy, gao))

    written = braille.brf("\n".join(lines))

    assert all(len(line) <= braille.CELLS for line in written.split("\r\n"))
    assert set(written) <= set(braille.ASCII) | set("\r\n")
    assert re.match(r",P-#JJA\r\n", written)


@needs_liblouis
def test_a_page_has_twenty_five_lines():
    pages = braille.brf("\n".join(["abc"] * 51), "en").split("\f")

    assert [page.count("\r\n") for page in pages] == [25, 25, 1]


@needs_liblouis
def test_a_long_line_breaks_between_words_and_loses_none():
    words = ["words"] * 30

    lines = braille.brf(" ".join(words), "en").strip().split("\r\n")

    assert max(map(len, lines)) == 35
    assert " ".join(lines).split() == ["WORDS"] * 30


@needs_liblouis
@pytest.mark.parametrize("odd", ["𠀀", "a\x00b", "\u202e", "⣿", "\ud800"])
def test_odd_signs_end_in_cells_and_the_rest_stays(odd):
    written = braille.brf(f"号码 {odd} 14")

    assert set(written) <= set(braille.ASCII) | set("\r\n")
    assert written.endswith("#AD\r\n")


def test_every_pattern_has_a_sign_of_its_own():
    assert len(set(braille.ASCII)) == 64
    # Letters a, j, z, the number sign and the capital sign of the code.
    signs = {0x01: "A", 0x1A: "J", 0x35: "Z", 0x3C: "#", 0x20: ","}
    assert {code: braille.ASCII[code] for code in signs} == signs


def test_where_liblouis_is_missing_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr(braille, "COMMAND", "no-such-command")

    assert not braille.is_there()
    with pytest.raises(braille.NoBraille, match="liblouis"):
        braille.brf("号码")


def test_a_liblouis_that_fails_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr(braille, "COMMAND", "false")

    with pytest.raises(braille.NoBraille, match="大字"):
        braille.brf("号码")


def test_a_ticket_says_number_place_and_roughly_when(policy, gao):
    with at(10):
        number = taken(policy, gao)

    lines = ticket_lines(number)

    assert lines[0] == "P-001"
    assert "政策咨询台" in lines[1]
    assert "10:00" in lines[2]
    assert "分钟" in lines[3]
    assert lines[-1] == str(policy.fair)
