"""A first draft from the campaign: what can be said from its events and its figures, for a clerk to go on with."""

from django.db import transaction
from django.utils import timezone, translation

from tongxing.bulletins.actions.write import create_bulletin
from tongxing.bulletins.models import Bulletin
from tongxing.figures import listing

# The draft is an article in Chinese, not a page: its sentences are not translated.
SENTENCES = {
    "employers": "共有{ref}家用人单位参加",
    "posts": "提供岗位{ref}个",
    "attendances": "到场{ref}人次",
    "people": "实际到场{ref}人",
    "viewings": "直播观看{ref}人次",
    "resumes": "收到简历{ref}份",
    "intents": "登记求职意向{ref}条",
    "preliminary_intents": "{ref}人达成初步就业意向",
}


@transaction.atomic
def draft_bulletin(*, campaign, by) -> Bulletin:
    """A draft in Chinese: who, when and what for, then a section for each event, its figures set in by reference."""
    with translation.override(listing.registry.LANGUAGE):
        rows: dict[int, list] = {}
        for row in listing.listed(campaign):
            if row.is_frozen or row.entry_count:
                rows.setdefault(row.event.pk, []).append(row)
        events = list(campaign.events.all())
        counted = [event for event in events if event.pk in rows]
        others = [event for event in events if event.pk not in rows]
        sections = [(event.name, _about(event, rows[event.pk])) for event in counted]
        if others:
            sections.append(("其他活动", "\n\n".join(_held(event) for event in others)))
        return create_bulletin(
            campaign=campaign,
            title=f"{campaign.name}简报"[:120],
            lead=_lead(campaign, events),
            sections=sections,
            by=by,
        )


def _day(moment) -> str:
    day = timezone.localdate(moment) if hasattr(moment, "hour") else moment
    return f"{day.month}月{day.day}日"


def _lead(campaign, events) -> str:
    hosts = [host.name for host in campaign.hosts.filter(event=None) if host.capacity == host.Capacity.HOST]
    who = f"由{'、'.join(hosts)}主办的" if hosts else ""
    theme = f"，主题为“{campaign.theme}”" if campaign.theme else ""
    when = f"{campaign.year}年{_day(campaign.starts_on)}"
    if campaign.ends_on != campaign.starts_on:
        when += f"至{_day(campaign.ends_on)}"
    names = "、".join(dict.fromkeys(event.name for event in events[:6]))
    what = f"活动包括{names}{'等' if len(events) > 6 else ''}。" if names else ""
    return f"{when}，{who}{campaign.name}在{campaign.region}举行{theme}。{what}"


def _held(event) -> str:
    where = f"在{event.place}" if event.place else "在线上" if event.online_address else ""
    return f"{_day(event.starts_at)}，{event.name}{where}举行。{event.summary}"


def _about(event, rows) -> str:
    said = []
    for row in rows:
        suffix, ref = row.key.rsplit(".", 1)[-1], f"{{{row.key}}}"
        said.append(SENTENCES[suffix].format(ref=ref) if suffix in SENTENCES else f"{row.name}{ref}{row.unit}")
    return f"{_held(event)}\n\n{'，'.join(said)}。"
