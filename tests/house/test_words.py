"""One word for one idea, on every page: the glossary's. The catalogues are read, as readers read them."""

import re
from collections import defaultdict

import pytest
from babel.messages.pofile import read_po

from tools.catalogues import catalogues

UNWANTED = {
    "冻结|(?<!不)固定数据": "定格 (freeze a figure)",
    "面谈|会谈": "面试 (interview)",
    "职位|工位|职缺": "岗位 (vacancy)",
    "求职人员|求职人(?!数|员)": "求职者 (seeker)",
    "企业|雇主|招聘单位|用工单位": "用人单位 (employer)",
    "残疾证|残障证": "残疾人证 (disability certificate)",
    "残障|残疾者|残废": "残疾人 (disabled person)",
    "(?<![投邮发支门一])票(?![数据])": "入场券 (ticket)",
    "愿望": "意愿 (wish)",
    "撤销|收回同意|取消同意": "撤回 (take back)",
    "摊位|展台": "展位 (booth)",
    "帐号|帐户|账户|用户名称": "账号 (account)",
    "登陆(?!点)": "登录 (sign in)",
    "手语老师|手译|口译员": "翻译 (interpreter)",
    "安静室|安静房": "安静间 (quiet room)",
    "进场|进馆": "入场 (let in)",
    "快报|通稿": "简报 (bulletin)",
    "审计日志|操作日志": "留痕 (trail)",
    "排号|取号机": "叫号 (call)",
}
"""A word that no page uses, and the one that it does: write that one, or change the glossary and every page."""


def sentences():
    for path in catalogues():
        with path.open("rb") as file:
            for message in read_po(file, locale="zh_Hans"):
                if message.id:
                    plural = isinstance(message.id, tuple)
                    said = message.string if plural else (message.string,)
                    english = message.id[0] if plural else message.id
                    yield path.parts[-5], (message.context, english), " ".join(said)


@pytest.mark.parametrize(("unwanted", "wanted"), UNWANTED.items())
def test_one_idea_has_one_word(unwanted, wanted):
    pattern = re.compile(unwanted)
    found = [f"{app}: {chinese}" for app, _english, chinese in sentences() if pattern.search(chinese)]
    assert not found, f"write {wanted} instead: {found}"


def test_a_sentence_has_one_translation():
    """Django reads all catalogues as one: of two translations one app's is never seen, and the other's may be wrong."""
    said = defaultdict(lambda: defaultdict(list))
    for app, english, chinese in sentences():
        said[english][chinese].append(app)
    differing = {english[1]: dict(ways) for english, ways in said.items() if len(ways) > 1}
    assert not differing, "give them one translation, or make the English differ"
