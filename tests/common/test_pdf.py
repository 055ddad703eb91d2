"""PDFs: what was typed is printed as typed, tagged and in Chinese; without a font, one sentence."""

import io
import subprocess

import pytest
import typst
from PIL import Image

from tongxing.common import pdf
from tongxing.common.refusal import Refused


def article(text="一句话。", **changes):
    return {
        "dateline": "",
        "lead": [[{"text": text, "figure": False}]],
        "notices": [],
        "sections": [],
        "figures": [],
        "photos": [],
    } | changes


def read(content: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def test_markup_typed_by_a_person_is_printed_as_typed():
    typed = '#panic("no") *_$ @ref <label> \\ = // /* $x$'

    text = read(pdf.render("bulletin", article(typed), title="#panic()", language="zh-hans"))

    assert typed in text
    assert "#panic()" in text


def test_a_pdf_says_that_it_is_accessible():
    content = pdf.render("bulletin", article("招聘会"), title="简报", language="zh-hans")

    for mark in (b"pdfuaid:part>1<", b"/MarkInfo", b"/Marked true", b"/StructTreeRoot", b"(zh-CN)"):
        assert mark in content


def test_a_picture_without_alternative_text_is_not_printed():
    png = io.BytesIO()
    Image.new("RGB", (4, 4)).save(png, "PNG")
    photo = {"file": "a.png", "alternative": None, "caption": ""}

    with pytest.raises(typst.TypstError, match="missing alt text"):
        pdf.render("bulletin", article(photos=[photo]), title="x", language="en", files={"a.png": png.getvalue()})


def test_a_sign_without_a_font_is_printed_as_its_code_point():
    text = read(pdf.render("bulletin", article("㛃 𠮷 \U0010fffe \x07 完"), title="x", language="zh-hans"))

    assert "〔U+10FFFE〕" in text
    assert "㛃 𠮷" in text


def test_large_print_takes_more_room():
    long = article("招聘会现场。" * 200)

    small = read(pdf.render("bulletin", long, title="x", language="zh-hans"))
    large = read(pdf.render("bulletin", long, title="x", language="zh-hans", large_print=True))

    assert large.count("\f") > small.count("\f")


def test_without_a_chinese_font_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(pdf, "fonts", lambda: typst.Fonts(include_system_fonts=False))

    with pytest.raises(Refused, match="Noto Sans CJK"):
        pdf.render("bulletin", article(), title="x", language="zh-hans")


def test_no_text_of_a_pdf_touches_the_disk(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no-such-folder"))

    assert pdf.render("bulletin", article(), title="页", language="zh-hans").startswith(b"%PDF")
