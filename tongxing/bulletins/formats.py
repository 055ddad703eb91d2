"""The article as a file: PDF, DOCX, and plain text for a letter. All are made from what was published."""

import io

from django.utils import timezone
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tongxing.bulletins.article import Article
from tongxing.bulletins.models import Photo
from tongxing.common import pdf

UNPRINTABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))
"""Signs that no XML holds: pasted in by accident, they would stop the whole document."""
HEADINGS = ("数据", "数值", "口径")
TABLE_TITLE = "本文所用数据及口径"


def dateline(bulletin) -> str:
    """Where and when it was published."""
    if bulletin.published_at is None:
        return f"{bulletin.campaign.region}　草稿"
    day = timezone.localdate(bulletin.published_at)
    return f"{bulletin.campaign.region}　{day.year}年{day.month}月{day.day}日"


def notices(outdated) -> list[str]:
    """A sentence for each figure that was corrected after it was printed."""
    return [f"勘误：“{one.name}”已由{one.old}{one.unit}更正为{one.new}{one.unit}。原因：{one.why}" for one in outdated]


def _photos(article: Article) -> dict[int, bytes]:
    """The photographs' bytes by pk, in one query."""
    found = Photo.objects.in_bulk([photo.pk for photo in article.every_photo()])
    content = {}
    for pk, photo in found.items():
        with photo.image.open("rb") as file:
            content[pk] = file.read()
    return content


def as_pdf(bulletin, article: Article, outdated, *, large_print: bool = False) -> bytes:
    """Tagged PDF; each photograph with its alternative text. In large print letters are 18 points."""
    content = _photos(article)

    def photos(many):
        return [
            {"file": f"{one.pk}.jpg", "alternative": one.alternative, "caption": one.caption}
            for one in many
            if one.pk in content
        ]

    def lines(paragraphs):
        return [[{"text": run.text, "figure": bool(run.key)} for run in line] for line in paragraphs]

    data = {
        "dateline": dateline(bulletin),
        "notices": notices(outdated),
        "lead": lines(article.lead),
        "photos": photos(article.photos),
        "sections": [
            {"heading": part.heading, "paragraphs": lines(part.paragraphs), "photos": photos(part.photos)}
            for part in article.parts
        ],
        "figures": [
            {
                "name": figure.name,
                "value": figure.said,
                "unit": figure.unit,
                "key": figure.key,
                "frozen": f"{figure.frozen_at} {figure.hash[:16]}",
                "definition": figure.note,
            }
            for figure in article.figures
        ],
    }
    files = {f"{pk}.jpg": body for pk, body in content.items()}
    return pdf.render("bulletin", data, title=article.title, language="zh-hans", large_print=large_print, files=files)


def as_docx(bulletin, article: Article, outdated) -> bytes:
    """A document with real headings, a real table and alternative texts, for whoever has to edit further."""
    content = _photos(article)
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Noto Sans CJK SC", Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Sans CJK SC")
    document.core_properties.title = article.title.translate(UNPRINTABLE)
    document.core_properties.language = "zh-CN"
    document.add_heading(article.title.translate(UNPRINTABLE), level=1)
    document.add_paragraph(dateline(bulletin))
    for sentence in notices(outdated):
        document.add_paragraph().add_run(sentence.translate(UNPRINTABLE)).bold = True
    _lines(document, article.lead)
    _pictures(document, article.photos, content)
    for part in article.parts:
        if part.heading:
            document.add_heading(part.heading.translate(UNPRINTABLE), level=2)
        _lines(document, part.paragraphs)
        _pictures(document, part.photos, content)
    if article.figures:
        document.add_heading(TABLE_TITLE, level=2)
        table = document.add_table(rows=1, cols=3, style="Table Grid")
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
            cell.paragraphs[0].add_run(heading).bold = True
        for figure in article.figures:
            cells = table.add_row().cells
            cells[0].text = f"{figure.name}\n{figure.key}"
            cells[1].text = f"{figure.said}{figure.unit}"
            cells[2].text = f"{figure.note}\n{figure.frozen_at}"
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def _lines(document, paragraphs) -> None:
    for line in paragraphs:
        paragraph = document.add_paragraph()
        for run in line:
            paragraph.add_run(run.text.translate(UNPRINTABLE)).bold = bool(run.key)


def _pictures(document, many, content) -> None:
    for one in many:
        if one.pk not in content:
            continue
        shape = document.add_picture(io.BytesIO(content[one.pk]), width=Cm(15))
        shape._inline.docPr.set("descr", one.alternative.translate(UNPRINTABLE))
        if one.caption:
            document.add_paragraph(one.caption.translate(UNPRINTABLE), style="Caption")


def as_text(bulletin, article: Article, outdated, address: str) -> str:
    """Plain text for a letter; it ends with where everything can be opened."""
    blocks = [article.title, dateline(bulletin), *notices(outdated)]
    blocks += ["".join(run.text for run in line) for line in article.lead]
    for part in article.parts:
        blocks += [f"【{part.heading}】"] if part.heading else []
        blocks += ["".join(run.text for run in line) for line in part.paragraphs]
        blocks += [f"（图片：{photo.alternative}）" for photo in part.photos]
    if article.figures:
        told = [
            f"{figure.name}：{figure.said}{figure.unit}（{figure.key}，{figure.frozen_at}）{figure.note}"
            for figure in article.figures
        ]
        blocks += [f"【{TABLE_TITLE}】", "\n".join(told)]
    blocks.append(f"每个数字都可以在这里查到出处：{address}")
    return "\n\n".join(blocks) + "\n"
