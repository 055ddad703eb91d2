"""Posts by spreadsheet as a page: choose, look, confirm, result; and what nobody should send."""

import io
import re
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import FairFactory, VacancyFactory, region
from tests.sheets import cells, xlsx
from tongxing.common.sealing import unseal
from tongxing.fairs import waiting_files
from tongxing.fairs.models import Participation
from tongxing.jobs.models import Vacancy
from tongxing.organisations.models import Organisation

pytestmark = pytest.mark.django_db
TOP = ["单位名称", "岗位", "人数", "月薪", "岗位要求"]
GOOD = ["星河电子厂", "装配工", 20, "4000-6000", ""]
BAD = ["星河电子厂", "质检员", "若干", "面议", "身体健全"]


@pytest.fixture
def fair(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    region("150203")
    return FairFactory(event__region="150200", state="posts")


def send(client, fair, data, name="岗位表.xlsx"):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("fairs:import_vacancies", args=[fair.pk]), {"file": file})


def look(client, fair, rows, top=TOP):
    """The address and the page after choosing a file."""
    answer = send(client, fair, xlsx([top, *rows]))
    assert answer.status_code == 302, answer.content.decode()
    return answer.url, client.get(answer.url)


def confirm(client, page):
    """The page after confirming what ``page`` shows."""
    seen = re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]
    return client.post(page.request["PATH_INFO"] + "confirm/", {"seen": seen}, follow=True)


def test_nothing_is_written_before_it_was_seen_and_confirmed(client, gao, fair):
    client.force_login(gao)

    _url, page = look(client, fair, [GOOD, BAD])

    assert not Organisation.objects.exists()
    text = page.content.decode()
    assert "C3" in text
    assert "请问清单位招几人" in text
    assert "E3" in text
    done = confirm(client, page)
    assert Vacancy.objects.get().openings == 20
    assert Participation.objects.get(fair=fair).employer.name == "星河电子厂"
    assert done.context["outcome"]["mend"] == 1


def test_the_rows_to_mend_come_back_with_the_reason_beside_the_cell_and_can_be_sent_in(client, gao, fair):
    client.force_login(gao)
    url, page = look(client, fair, [GOOD, BAD])
    confirm(client, page)

    book = client.get(url + "to-mend.xlsx").content
    top, row = cells(book)

    beside = top.index("招聘人数") + 1
    assert "若干" in row[beside]
    assert row[beside - 1] == "若干"
    row[beside - 1], row[top.index("岗位要求")] = 3, ""
    _url, again = look(client, fair, [row], top)
    confirm(client, again)
    assert sorted(Vacancy.objects.values_list("title", "openings")) == [("装配工", 20), ("质检员", 3)]


def test_a_mended_twin_is_not_taken_for_its_good_twin(client, gao, fair):
    client.force_login(gao)
    twin = ["星河电子厂", "装配工", "若干", "4000-6000", ""]
    url, page = look(client, fair, [GOOD, twin])
    confirm(client, page)
    top, row = cells(client.get(url + "to-mend.xlsx").content)
    row[top.index("招聘人数")] = 5

    confirm(client, look(client, fair, [row], top)[1])

    assert sorted(Vacancy.objects.values_list("openings", flat=True)) == [5, 20]


def test_the_same_file_twice_changes_nothing_and_says_so(client, gao, fair):
    client.force_login(gao)
    confirm(client, look(client, fair, [GOOD])[1])

    _url, again = look(client, fair, [GOOD])

    assert "没有任何改动" in again.content.decode()
    assert 'name="seen"' not in again.content.decode()


def test_a_corrected_file_shows_old_and_new(client, gao, fair):
    client.force_login(gao)
    confirm(client, look(client, fair, [GOOD])[1])

    _url, page = look(client, fair, [[*GOOD[:2], 25, *GOOD[3:]]])

    assert "<del>20</del> → <ins>25</ins>" in page.content.decode()
    done = confirm(client, page)
    assert "<ins>25</ins>" in done.content.decode()
    assert Vacancy.objects.get().openings == 25


def test_what_changed_meanwhile_is_shown_again_instead_of_written(client, gao, fair):
    client.force_login(gao)
    confirm(client, look(client, fair, [GOOD])[1])
    _url, page = look(client, fair, [[*GOOD[:2], 25, *GOOD[3:]]])
    Vacancy.objects.update(openings=7)

    answer = confirm(client, page)

    assert Vacancy.objects.get().openings == 7
    assert "<del>7</del> → <ins>25</ins>" in answer.content.decode()


def test_confirming_twice_writes_once(client, gao, fair):
    client.force_login(gao)
    _url, page = look(client, fair, [GOOD])

    confirm(client, page)
    confirm(client, page)

    assert Vacancy.objects.count() == 1


def test_a_fair_that_is_not_open_for_posts_refuses(client, gao, fair):
    client.force_login(gao)
    for state in ("draft", "closed", "reported"):
        fair.state = state
        fair.save()
        assert send(client, fair, xlsx([TOP, GOOD])).status_code == 403
    assert not Vacancy.objects.exists()


def test_a_sister_regions_fair_is_not_found(client, qi, fair):
    client.force_login(qi)

    assert client.get(reverse("fairs:import_vacancies", args=[fair.pk])).status_code == 404


def test_a_waiting_file_is_its_senders_alone(client, gao, han, fair):
    client.force_login(gao)
    url, _page = look(client, fair, [GOOD])
    client.force_login(han)  # may import to this fair too, but did not send this file

    assert client.get(url).status_code == 404
    assert client.post(url + "confirm/", {"seen": "x"}).status_code == 404
    assert client.get(url + "to-mend.xlsx").status_code == 404
    assert client.post(url + "throw-away/").status_code == 404


def test_an_employer_brings_its_own_posts_and_no_others(client, zhao, bakery, fair):
    client.force_login(zhao)

    _url, page = look(client, fair, [[bakery.name, *GOOD[1:]], GOOD, ["", "收银员", 1, "", ""]])
    confirm(client, page)

    assert "不能代“星河电子厂”" in page.content.decode()
    assert set(Vacancy.objects.values_list("employer__name", "title")) == {
        (bakery.name, "装配工"),
        (bakery.name, "收银员"),
    }


def test_an_employers_sheet_need_not_name_it(client, zhao, bakery, fair):
    client.force_login(zhao)

    confirm(client, look(client, fair, [["面点师", 2]], ["岗位", "人数"])[1])

    assert Vacancy.objects.get().employer == bakery


def test_a_file_waits_sealed_and_for_a_day(client, gao, fair, settings, monkeypatch):
    client.force_login(gao)
    url, _page = look(client, fair, [GOOD])
    [kept] = (settings.MEDIA_ROOT / "waiting").iterdir()

    with pytest.raises(ValueError, match="none of the keys"):
        unseal(kept.read_text(), label="elsewhere")
    assert url.split("/")[-2] not in kept.name
    assert kept.stat().st_mode & 0o077 == 0
    monkeypatch.setattr(waiting_files, "KEPT_SECONDS", -1)
    assert client.get(url).status_code == 403
    assert not kept.exists()


def test_posts_that_the_file_does_not_name_stay_and_are_listed(client, gao, fair):
    client.force_login(gao)
    confirm(client, look(client, fair, [GOOD])[1])
    VacancyFactory(event=fair.event, employer=Organisation.objects.get(), title="库管员", number="K1")

    _url, page = look(client, fair, [GOOD])

    assert "K1 库管员" in page.content.decode()


def test_a_look_takes_few_queries(client, gao, fair, django_assert_max_num_queries):
    client.force_login(gao)
    url, _page = look(client, fair, [[f"第{n}厂", *GOOD[1:]] for n in range(120)])

    with django_assert_max_num_queries(15):
        client.get(url)


def bomb() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 300 * 2**20)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bomb(), "MiB"),
        (xlsx([TOP, [None] * 16_000 + ["x"]]), "16001"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (xlsx([["星河电子厂", "装配工", 20]]), "单位名称"),
        (xlsx([[*TOP, "企业名称"], [*GOOD, "甲"]]), "F1"),
        (xlsx([TOP]), "没有一行"),
        ("Société;Métier\r\n".encode("latin-1"), "读不出|不是"),
        (b"\x89PNG\r\n\x1a\n\0\0", "不是"),
    ],
    ids=["zip bomb", "far column", "password", "no heading", "two headings", "no row", "wrong encoding", "picture"],
)
def test_what_is_no_table_of_posts_gets_one_sentence_at_the_field(client, gao, fair, data, said):
    client.force_login(gao)

    answer = send(client, fair, data)

    [sentence] = answer.context["form"].errors["file"]
    assert re.search(said, sentence), sentence


def test_formulas_external_links_and_macros_are_never_run(client, gao, fair):
    client.force_login(gao)
    formula = ["星河电子厂", "装配工", "=1+1", '=HYPERLINK("http://example.invalid","4000")', "='[别处.xlsx]表'!A1"]

    _url, page = look(client, fair, [formula])

    assert page.context["counts"]["mend"] == 1  # a formula that was never calculated is an empty cell
    assert "example.invalid" not in page.content.decode()


class Unread(io.BytesIO):
    def read(self, *_args):
        raise AssertionError("the body was read")

    readline = read


def test_an_upload_of_200_mib_is_refused_before_it_is_read(client, gao, fair):
    client.force_login(gao)

    answer = client.generic(
        "POST",
        reverse("fairs:import_vacancies", args=[fair.pk]),
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": Unread(), "CONTENT_LENGTH": str(200 * 2**20)},
    )

    assert answer.status_code == 413
    assert "200 MiB" in answer.content.decode()


def test_rare_and_mongolian_names_come_back_as_they_went(client, gao, fair):
    client.force_login(gao)
    names = ["㛃𠮷食品厂", "ᠮᠣᠩᠭᠣᠯ ᠨᠣᠮ"]

    confirm(client, look(client, fair, [[name, *GOOD[1:]] for name in names])[1])

    assert set(Organisation.objects.values_list("name", flat=True)) == set(names)


def test_a_cell_that_begins_like_a_formula_comes_back_as_text(client, gao, fair):
    client.force_login(gao)
    url, _page = look(client, fair, [["=cmd|'/c calc'!A1", "+装配工", "@若干", "-1", ""]])
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(url + "to-mend.xlsx").content)).worksheets[0]

    assert {cell.data_type for cell in sheet[2] if cell.value} <= {"s", "n"}


def test_the_template_is_understood_and_knows_the_employer(client, zhao, bakery, fair):
    client.force_login(zhao)
    book = cells(client.get(reverse("fairs:vacancies_template")).content)
    row = dict(zip(book[0], book[1], strict=True)) | {"岗位名称": "面点师", "招聘人数": 2, "可提供便利": "手语翻译"}

    confirm(client, look(client, fair, [list(row.values())], list(row))[1])

    post = Vacancy.objects.get()
    assert (post.employer, post.offered) == (bakery, 1)


def test_macros_and_links_to_other_files_in_a_workbook_change_nothing(client, gao, fair):
    client.force_login(gao)
    raw = io.BytesIO(xlsx([TOP, GOOD]))
    with zipfile.ZipFile(raw, "a") as package:
        package.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
        package.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")

    answer = send(client, fair, raw.getvalue(), "岗位.xlsm")
    confirm(client, client.get(answer.url))

    assert Vacancy.objects.get().openings == 20


def test_people_come_in_by_the_same_steps_and_their_numbers_stay_hidden(client, gao, zhao, fair):
    fair.state = "seekers"
    fair.save()
    address = reverse("fairs:import_seekers", args=[fair.pk])
    client.force_login(zhao)
    assert client.get(address).status_code == 403
    client.force_login(gao)
    data = xlsx([["姓名", "手机", "需要的便利"], ["林晓雯", "19900000001", "手语"], ["无名", "", ""]])

    page = client.get(client.post(address, {"file": SimpleUploadedFile("人员.xlsx", data)}).url)
    done = confirm(client, page)

    assert "19900000001" not in page.content.decode()
    assert fair.registrations.get().person.name == "林晓雯"
    assert done.context["outcome"]["mend"] == 1


def test_the_page_names_what_was_left_out_and_where_the_headings_stand(client, gao, fair):
    client.force_login(gao)

    answer = send(client, fair, xlsx([["岗位需求表"], TOP, GOOD, ["合计", "", 20], ["备注：请于本月报送"]]))
    page = client.get(answer.url).content.decode()

    assert "第 4 行“合计”" in page
    assert "第 5 行“备注" in page
    assert "表头在第 2 行" in page


def test_a_file_of_totals_alone_is_refused_and_says_what_was_left_out(client, gao, fair):
    client.force_login(gao)

    answer = send(client, fair, xlsx([TOP, ["合计", "", 20]]))

    assert "第 2 行“合计”" in answer.context["form"].errors["file"][0]


def test_the_mended_workbook_changes_the_post_that_the_bad_row_is(client, gao, fair):
    client.force_login(gao)
    twins = [["星河电子厂", "装配工", 20, "4000", ""], ["星河电子厂", "装配工", 5, "5000", ""]]
    _url, page = look(client, fair, twins)
    confirm(client, page)

    url, page = look(client, fair, [["星河电子厂", "装配工", "若干", "4500", ""], twins[1]])
    mend = openpyxl.load_workbook(io.BytesIO(client.get(f"{url}to-mend.xlsx").content))
    row = [cell.value for cell in mend.active[2]]
    row[row.index("若干")] = 30
    top = [cell.value for cell in mend.active[1]]
    _url, page = look(client, fair, [row], top)
    confirm(client, page)

    assert sorted(Vacancy.objects.values_list("openings", "wage_min")) == [(5, 5000), (30, 4500)]
