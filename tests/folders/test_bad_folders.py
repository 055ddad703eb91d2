"""Whatever is wrong with a folder is said in a sentence with file, sheet and cell, and nothing is written."""

import shutil

import pytest

from tongxing.campaigns.models import Campaign
from tongxing.jobs.models import Vacancy
from tongxing.people.models import Person, Region

SECOND = [{"number": "P-9", "employer": "山西云岚电子有限公司", "title": "质检员", "openings": 1}]


def change(sheet, index, **cells):
    return lambda small: small.sheets[sheet][index].update(cells)


def add(sheet, **cells):
    return lambda small: small.sheets[sheet].append(cells)


def outline(**facts):
    return lambda small: small.outline.update(facts)


def event(**facts):
    return lambda small: small.event.update(facts)


def post_of_another_event(small):
    second = {**small.event, "key": "fair.second", "fair": {"mode": "on_site"}}
    small.outline["events"].append(second)
    small.rows["fair.second"] = {"employers": [{"number": "E-9", "name": "山西云岚电子有限公司"}], "vacancies": SECOND}
    small.sheets["intents"][0]["vacancy"] = "P-9"


CASES = {
    "region unknown": (outline(region="999999"), "campaign.toml region: 没有地区 999999"),
    "event's region unknown": (event(region="150203"), "campaign.toml events[1].region: 没有地区 150203"),
    "region missing": (lambda small: small.outline.pop("region"), "campaign.toml region: 缺少这一项"),
    "day as a word": (outline(starts_on="五月十日"), "campaign.toml starts_on: “五月十日” 不是日期"),
    "event without time": (event(starts_at="明天"), "campaign.toml events[1].starts_at: “明天” 不是带时刻的日期"),
    "ends before start": (event(ends_at="2026-05-17 08:00"), "campaign.toml events[1].ends_at: 结束早于开始"),
    "unknown key": (outline(themes="x"), "campaign.toml themes: 没有这个键"),
    "unknown mode": (lambda small: small.event["fair"].update(mode="tv"), "events[1].fair.mode: “tv” 这里不能用"),
    "same event twice": (lambda small: small.outline["events"].append(small.event), "events[3].key: key fair.city"),
    "person unknown": (change("attendances", 0, registration="R-9"), "attendances.xlsx [签到] B2: R-9 不在"),
    "telephone unknown": (change("attendances", 1, phone="15400009999"), "attendances.xlsx [签到] D3: 这个人不在"),
    "moment wrong": (change("attendances", 0, arrived_at="12月3日"), "attendances.xlsx [签到] F2: “12月3日” 不是带"),
    "year 1": (
        change("attendances", 0, arrived_at="0001-01-01 00:00"),
        "attendances.xlsx [签到] F2: “0001-01-01 00:00” 不是",
    ),
    "event's key too long": (event(key="x" * 300), "campaign.toml events[1].key: 超过了 40 个字"),
    "event's key leads out": (event(key="../other"), "campaign.toml events[1].key: “../other” 格式不对"),
    "moment empty": (change("attendances", 0, arrived_at=""), "attendances.xlsx [签到] F2: 这里是空的"),
    "number twice": (change("attendances", 1, number="A-1"), "attendances.xlsx [签到] A3: 编号 A-1 在第 2 行"),
    "number empty": (change("resumes", 0, number=""), "resumes.xlsx [简历] A2: 请给这条记录一个自己的编号"),
    "post of another event": (post_of_another_event, "intents.xlsx [意向] F2: P-9 不是这个项目的岗位"),
    "intent twice": (
        add("intents", number="I-2", registration="R-1", vacancy="P-1", registered_at="2026-05-17 10:00"),
        "intents.xlsx [意向] F3: 第 2 行已经写了",
    ),
    "word not known": (change("intents", 0, seeker_agrees="也许"), "intents.xlsx [意向] G2: “也许” 这里不能用"),
    "employer unknown": (change("vacancies", 0, employer="无名公司"), "vacancies.xlsx [岗位] B2: “无名公司” 不在"),
    "no opening": (change("vacancies", 0, openings=0), "vacancies.xlsx [岗位] E2: "),
    "wording shuts out": (change("vacancies", 0, requirements="身体健全"), "vacancies.xlsx [岗位] N2: "),
    "credit code": (change("employers", 0, credit_code="91990000MA0000000X"), "employers.xlsx [单位] C2: "),
    "booth twice": (change("employers", 1, booth="A1"), "employers.xlsx [单位] K3: 展位 A1 已经给了第 2 行"),
    "booth unknown": (change("employers", 1, booth="Z9"), "employers.xlsx [单位] K3: Z9 不在 campaign.toml 里"),
    "employer twice": (change("employers", 1, name="太原青禾食品有限公司"), "employers.xlsx [单位] B3: "),
    "certificate": (change("seekers", 0, certificate="123"), "seekers.xlsx [求职者] E2: "),
    "demo number": (change("seekers", 0, certificate="99000019850615123242"), "seekers.xlsx [求职者] E2: "),
    "place unknown": (change("seekers", 0, region="月亮区"), "seekers.xlsx [求职者] G2: "),
    "code unknown": (change("seekers", 0, region_code="150203"), "seekers.xlsx [求职者] H2: 没有地区 150203"),
    "person twice": (change("seekers", 1, phone="15400000011", name="林晓雯"), "seekers.xlsx [求职者] C3: "),
    "seconds": (change("viewings", 1, seconds="很久"), "viewings.csv D3: “很久” 应该是"),
    "side": (change("wishes", 0, side="大家"), "wishes.xlsx [面试意愿] C2: “大家” 这里不能用"),
    "region without parent": (
        lambda small: small.regions.append(["140199001", "新街道", 4, "140199", "", ""]),
        "regions.csv D6: ",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_problem_is_a_sentence_with_its_place(small, load, case):
    spoil, sentence = CASES[case]
    spoil(small)
    loaded = load(small.write())
    assert any(sentence in str(problem) for problem in loaded.problems), [str(one) for one in loaded.problems]
    assert not Campaign.objects.exists()
    assert not Person.objects.exists()
    assert not Region.objects.exists()


def test_all_problems_are_told_at_once(small, load):
    for case in ("person unknown", "no opening", "seconds", "certificate", "unknown key"):
        CASES[case][0](small)
    assert len(load(small.write()).problems) == 5


def sentences(load, path):
    return "\n".join(map(str, load(path).problems))


def test_a_folder_without_campaign_toml(small, load):
    (small.write() / "campaign.toml").unlink()
    assert "没有可读的 campaign.toml" in sentences(load, small.path)


def test_a_campaign_toml_that_is_no_toml(small, load):
    (small.write() / "campaign.toml").write_text("名称：招聘月")
    assert "这不是正确的 TOML" in sentences(load, small.path)


def test_a_campaign_toml_in_gb18030_is_read(small, load):
    path = small.write() / "campaign.toml"
    path.write_bytes(path.read_text().encode("gb18030"))
    assert sentences(load, small.path) == ""


def test_a_sheet_in_gb18030_is_read(small, load):
    lines = "编号,登记编号,签到时间\nA-1,R-1,2026-05-17 09:10\n"
    small.write()
    small.file("attendances.xlsx").unlink()
    small.file("attendances.csv").write_bytes(lines.encode("gb18030"))
    assert sentences(load, small.path) == ""


def test_a_broken_line_among_the_viewings(small, load):
    small.write()
    small.file("viewings.csv").write_text('编号,平台,开始时间,观看秒数\nV-1,"网站,2026-05-17 09:05,60\n')
    assert "viewings.csv: " in sentences(load, small.path)


def test_two_files_for_one_sheet(small, load):
    small.write()
    small.file("intents.csv").write_text("编号,岗位编号,登记时间\n")
    assert "同一张表有两个文件：intents.xlsx、intents.csv" in sentences(load, small.path)


def test_a_file_that_nothing_reads(small, load):
    small.write()
    small.file("签到表（最终）.xlsx").write_bytes(small.file("attendances.xlsx").read_bytes())
    assert "fair.city/签到表（最终）.xlsx: 这不是项目的表" in sentences(load, small.path)


def test_a_folder_that_no_event_has(small, load):
    shutil.copytree(small.write() / "fair.city", small.path / "fair.other")
    assert "没有 key 为 “fair.other” 的项目" in sentences(load, small.path)


def test_a_sheet_without_a_needed_column(small, load):
    small.write()
    small.file("viewings.csv").write_text("编号,平台\nV-1,网站\n")
    assert "viewings.csv: " in sentences(load, small.path)


def test_a_file_that_is_no_spreadsheet(small, load):
    small.write()
    small.file("seekers.xlsx").write_bytes(b"PK\x03\x04 nothing")
    assert "fair.city/seekers.xlsx: " in sentences(load, small.path)


def test_one_certificate_under_two_names(small, load, demo):
    second = {**small.event, "key": "fair.live", "fair": {"mode": "live"}}
    small.outline["events"].append(second)
    small.sheets["seekers"][0]["certificate"] = "99000019850615123242"
    row = {"number": "R-7", "name": "赵敏", "certificate": "99000019850615123242"}
    small.rows["fair.live"] = {"seekers": [row]}
    assert "R-7 的残疾人证号和 fair.city/seekers.xlsx R-1 相同" in sentences(load, small.write())


def test_a_known_certificate_under_another_name(small, load, demo):
    small.sheets["seekers"][0]["certificate"] = "99000019850615123242"
    load(small.write())
    small.sheets["seekers"][0]["name"] = "林小文"
    small.sheets["resumes"][0]["name"] = "林小文"
    assert "这个残疾人证号登记的是另一个姓名" in sentences(load, small.write())
    assert Person.objects.filter(name="林晓雯").exists()


def test_nothing_false_is_said_of_who_stands_in_a_sheet_that_cannot_be_read(small, load):
    small.write()
    for name in ("employers", "vacancies", "seekers"):
        small.file(f"{name}.xlsx").write_bytes(b"PK\x03\x04 nothing")

    assert {problem.file for problem in load(small.path).problems} == {
        f"fair.city/{name}.xlsx" for name in ("employers", "vacancies", "seekers")
    }


def test_posts_are_not_called_strangers_where_the_employers_cannot_be_read(small, load):
    small.write()
    small.file("employers.csv").write_text("编号,单位名称\n")

    assert {problem.file for problem in load(small.path).problems} == {"fair.city/employers.xlsx"}


def test_what_a_sheet_of_a_folder_says_is_taken_to_the_letter(small, load):
    small.sheets["vacancies"][1]["duties"] = "同上"
    assert sentences(load, small.write()) == ""
    assert Vacancy.objects.get(number="P-2").duties == "同上"
