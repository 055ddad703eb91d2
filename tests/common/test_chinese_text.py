"""Chinese text in an English page carries its language, wherever it stands."""

import pytest

from tests.cast import CampaignFactory
from tongxing.common.chinese_text import mark_chinese

ZH = 'lang="zh-Hans"'


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>包头市</p>", f"<p {ZH}>包头市</p>"),
        ('<td class="a">林** </td>', f'<td class="a" {ZH}>林** </td>'),
        ("<p>Fair at 包头市, hall 2</p>", f"<p>Fair at <span {ZH}>包头市</span>, hall 2</p>"),
        ("<p>At 2025年会, 3 people</p>", f"<p>At <span {ZH}>2025年会</span>, 3 people</p>"),
        ("<a href='/'>Ticket 林</a>", f"<a href='/'><span>Ticket <span {ZH}>林</span></span></a>"),
        ("<p>第2届（2025年）招聘会</p>", f"<p {ZH}>第2届（2025年）招聘会</p>"),
        ("<option value=1>包头市</option>", f"<option value=1 {ZH}>包头市</option>"),
        ("<title>Fair · 包头市 · Tongxing</title>", "<title>Fair · 包头市 · Tongxing</title>"),
        (f"<article {ZH}><p>甲<br>乙</p></article><p>丙</p>", f"<article {ZH}><p>甲<br>乙</p></article><p {ZH}>丙</p>"),
        ("<script>const a = '<b>甲</b>';</script><p>a < 乙 wide</p>", None),
        ('<img alt="甲"><p>English alone</p>', '<img alt="甲"><p>English alone</p>'),
    ],
)
def test_chinese_says_that_it_is(html, marked):
    answer = mark_chinese(html)

    if marked is None:
        marked = f"<script>const a = '<b>甲</b>';</script><p>a < <span {ZH}>乙</span> wide</p>"
    assert answer == marked


@pytest.mark.django_db
def test_an_english_page_marks_what_is_chinese_and_a_chinese_page_does_not(client):
    CampaignFactory(name="同行 12 月")
    client.cookies["language"] = "en"
    english = client.get("/").content.decode()
    client.cookies["language"] = "zh-hans"
    chinese = client.get("/").content.decode()

    assert f"{ZH}>同行 12 月" in english
    assert "同行 12 月" in chinese
    assert f" {ZH}>同行" not in chinese
