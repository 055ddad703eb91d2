"""The practice fair's live stream: two employers were shown, captions run, viewers ask."""

from tongxing.live import actions
from tongxing.live.models import Stream

CAPTIONS = (
    "大家好，欢迎来到练习招聘会的直播。",
    "这是第一家单位，岗位在画面旁边，可以直接投递。",
    "有问题请写在提问里，我们会口头、文字或手语回答。",
    "下面介绍第二家单位。",
)
QUESTIONS = ("面试有手语翻译吗？", "坐轮椅能上班吗，有没有台阶？", "可以居家工作吗？")
SHORTHANDS = {"zph": "招聘会", "sy": "手语翻译", "wza": "无障碍", "": "韩主任"}


def build_stream(fair, by) -> Stream:
    """Set up the stream of ``fair`` (it has no picture: ``make live-demo`` sends one) and begin it."""
    stream = actions.set_up(fair=fair, source=Stream.Source.OWN, by=by)
    for short, text in SHORTHANDS.items():
        actions.save_shorthand(stream=stream, short=short, text=text, by=by)
    for version, turn in enumerate(stream.turns.all()[:2]):
        actions.show(stream=stream, turn=turn, version=version, by=by)
        for text in CAPTIONS[2 * version : 2 * version + 2]:
            actions.write_caption(stream=stream, text=text, by=by)
    actions.give_up_turn(stream=stream, by=by)
    for place, text in enumerate(QUESTIONS):
        asked = actions.ask(stream=stream, text=text, asked_by=f"practice:{place}", asked_from="practice", by=by)
        if place < 2:
            actions.show_question(question=asked, by=by)
    return stream
