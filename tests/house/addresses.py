"""Every address of the site, with the arguments under which the small world has something there."""

import re

from django.urls import get_resolver, reverse

from tools.reference import walk

# Where the name of an address does not say what its pk is of.
PK = {
    "jobs": "vacancy",
    "people": "person",
    "organisations": "employer",
    "fairs": "fair",
    "interpreting": "fair",
    "queues": "fair",
    "zones": "fair",
    "live": "fair",
    "doors": "fair",
    "control": "fair",
    "bulletins": "bulletin",
    "rounds": "round",
}
PK_OF = {
    "bulletins:photo": "photo",
    "bulletins:edit_photo": "photo",
    "bulletins:remove_photo": "photo",
    "jobs:profile_of": "person",
    "jobs:open_resume": "seeker",
    "jobs:resume": "seeker",
    "jobs:resume_pdf": "seeker",
    "jobs:add_file": "seeker",
    "jobs:matches_of": "seeker",
    "jobs:file": "file",
    "jobs:delete_file": "file",
    "jobs:refresh": "event",
    "jobs:interviews": "event",
    "jobs:fairness": "event",
    "jobs:withdraw": "application",
    "jobs:answer": "application",
    "jobs:answer_invitation": "invitation",
    "jobs:reply": "request",
    "fairs:assign_booth": "participation",
    "fairs:withdraw": "participation",
    "fairs:confirm_entry": "entry",
    "fairs:refuse_entry": "entry",
    "fairs:edit_hall": "hall",
    "fairs:add_zone": "hall",
    "fairs:add_quiet_room": "hall",
    "fairs:edit_zone": "zone",
    "fairs:add_booths": "zone",
    "fairs:edit_booth": "booth",
    "fairs:edit_quiet_room": "room",
    "fairs:edit_shift": "shift",
    "fairs:remove_shift": "shift",
    "fairs:ticket": "registration",
    "fairs:ticket_code": "registration",
    "fairs:times": "registration",
    "fairs:give_up": "registration",
    "fairs:calendar": "registration",
    "fairs:wishes": "registration",
    "fairs:wish": "registration",
    "fairs:undo": "attendance",
    "fairs:outcome": "interview",
    "fairs:interested": "interview",
    "fairs:move_interview": "interview",
    "fairs:end_disruption": "disruption",
    "fairs:mark_told": "time_change",
    "fairs:undo_resume": "submission",
    "rounds:edit_stop": "stop",
    "rounds:remove_stop": "stop",
    "rounds:mark": "stop",
    "rounds:edit_team": "team",
    "rounds:remove_team": "team",
    "rounds:sheet": "team",
    "rounds:open_sheet": "team",
    "rounds:repair": "repair",
    "rounds:confirm": "repair",
    "interpreting:request": "interpreter_request",
    "interpreting:begin": "interpreter_request",
    "interpreting:finish": "interpreter_request",
    "interpreting:hand_back": "interpreter_request",
    "interpreting:withdraw": "interpreter_request",
    "live:vote": "question",
    "live:answer": "question",
    "live:move_turn": "turn",
    "live:evidence": "platform_count",
    "live:correct": "caption",
    "live:delete_shorthand": "shorthand",
    "queues:take": "desk",
    "queues:console": "desk",
    "queues:next": "desk",
    "queues:move": "desk",
    "queues:give": "desk",
    "queues:edit_desk": "desk",
    "queues:poster": "desk",
    "queues:code": "desk",
    "queues:transfer": "queue_number",
    "queues:exception": "queue_number",
    "queues:step": "queue_number",
    "zones:service": "service",
    "zones:correct_answer": "service",
    "zones:undo_service": "service",
    "zones:add_follow_up": "service",
    "zones:close_follow_up": "follow_up",
    "zones:clinic": "clinic",
    "zones:finish_clinic": "clinic",
    "zones:print_resume": "clinic",
    "zones:exhibit": "exhibit",
    "zones:picture": "exhibit",
    "zones:write": "exhibit",
    "zones:edit_exhibit": "exhibit",
    "zones:set_picture": "exhibit",
    "zones:add_showing": "exhibit",
    "zones:maker": "maker",
    "zones:edit_maker": "maker",
    "zones:say_yes": "maker",
    "zones:add_exhibit": "maker",
    "zones:remove_showing": "showing",
    "zones:pass_on": "inquiry",
    "zones:programme": "programme",
    "zones:speeches": "programme",
    "zones:edit_programme": "programme",
    "zones:items": "programme",
    "zones:add_item": "programme",
    "zones:run": "programme",
    "zones:state": "programme",
    "zones:press": "programme",
    "zones:edit_item": "item",
    "zones:move_item": "item",
    "zones:remove_item": "item",
    "zones:drop": "item",
    "control:emergency": "emergency",
    "control:send_again": "emergency",
    "control:widen": "emergency",
    "control:people": "emergency",
    "control:out": "emergency",
    "control:over": "emergency",
    "doors:device": "device",
    "doors:code": "device",
    "doors:lock": "device",
    "doors:settle": "refused_act",
    "doors:answer": "refused_act",
    "doors:decide": "claim",
    "people:end_guardian": "guardian",
    "people:end_role": "role",
}
BY_KEYWORD = {
    "policy": lambda world: world.policy.pk,
    "kind": lambda world: "txt",
    "what": lambda world: "leave",
    "day": lambda world: 1,
    "slug": lambda world: world.campaign.slug,
    "key": lambda world: world.event.key,
    "bulletin_slug": lambda world: world.bulletin.slug,
    "event": lambda world: world.event.pk,
    "other": lambda world: world.other_person.pk,
    "number": lambda world: world.merge.pk,
    "employer": lambda world: world.employer.pk,
    "registration": lambda world: world.registration.pk,
    "vacancy": lambda world: world.vacancy.pk,
    "intent": lambda world: world.intent.pk,
    "token": lambda world: world.waiting_file.token,
}
SPECIAL = {
    "figures": {"key": lambda world: f"{world.event.key}.attendances"},
    "queues": {
        "key": lambda world: world.visitor.key,
        "code": lambda world: world.desk.code,
        "number": lambda world: world.queue_number.pk,
        "act": lambda world: "away",
        "step": lambda world: "park",
    },
}
FROM_THE_LIBRARY = {"mfa_edit_webauthn", "mfa_remove_webauthn"}
"""Passkeys: the library looks them up among the reader's own, so there is none to name."""


def every_address() -> list[tuple[str, str, object]]:
    """(name, pattern, view) of every address."""
    return [(name, address, view) for address, name, view in walk(get_resolver().url_patterns)]


def path_of(name: str, pattern: str, world) -> str:
    """The address with arguments from ``world``. Raises ``KeyError`` when the tables above do not know it."""
    namespace = name.split(":")[0]
    values = {}
    for keyword in re.findall(r"<(?:\w+:)?(\w+)>", pattern):
        if keyword == "pk":
            values["pk"] = 1 if name in FROM_THE_LIBRARY else getattr(world, PK_OF.get(name) or PK[namespace]).pk
        else:
            maker = SPECIAL.get(namespace, {}).get(keyword) or BY_KEYWORD[keyword]
            values[keyword] = maker(world)
    return reverse(name, kwargs=values)
