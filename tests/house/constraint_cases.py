"""What each constraint of the database refuses, as data: the rows to start from, and what breaks each rule."""

import datetime as dt

from tests import clock
from tests.house import rows
from tongxing.fairs.models import Booth, Hall, InterpreterShift, Interview, Participation, Registration
from tongxing.interpreting.models import InterpreterRequest
from tongxing.organisations.models import Organisation
from tongxing.people.models import Account, Person

NOW = clock.START
EARLIER = NOW - dt.timedelta(days=2)
LATER = NOW + dt.timedelta(hours=1)
NINE, EIGHT = dt.time(9), dt.time(8)


def row(model):
    """A row of ``model``, made when it is needed."""
    return lambda: rows.insert(model, VALID)


def digits():
    return f"{next(rows.NUMBERS):06d}"


def sorted_halls():
    """Two halls, the one with the lower number first."""
    return rows.insert(Hall, VALID), rows.insert(Hall, VALID)


VALID: dict[str, dict] = {
    "people.Region": {"code": digits, "path": lambda: f"{digits()}."},
    "campaigns.Event": {"key": lambda: f"fair.t{next(rows.NUMBERS)}"},
    "fairs.InterpreterShift": {"ends_at": LATER},
    "fairs.Disruption": {"registration": row(Registration), "until": NOW},
    "jobs.Suggestion": {"rank_for_seeker": 1},
    "jobs.Vacancy": {"openings": 1},
    "jobs.FairnessReport": {"people_count": 3, "chosen_count": 2},
    "interpreting.Hours": {"request": row(InterpreterRequest)},
    "queues.Desk": {"prefix": "A"},
    "rounds.Stop": {"label": "李庄"},
    "rounds.Round": {"days": 1},
    "rounds.Team": {"ends": dt.time(18)},
    "rounds.Leg": {"kind": "lunch"},
    "zones.Showing": {"ends_at": LATER},
    "zones.Service": {"minutes": 10},
    "doors.Device": {"role": "door"},
    "people.SupportNeed": {"code": "step_free"},
    "trail.Head": {"pk": 1},
    "queues.PushKey": {"pk": 1},
    "common.Installation": {"pk": 1},
}
"""What a row of a model needs beside what its columns ask for."""

UNIQUE: dict[str, dict] = {
    "interpreting.Hours.interview": {"request": None},
    "queue_number_at_one_place_at_once": {"state": "serving"},
    "rounds.Leg.stop": {"kind": "stop"},
    "minute_number_once": {"at": lambda: NOW + dt.timedelta(minutes=next(rows.NUMBERS))},
    "programme_one_item_at_a_time": {"began_at": NOW},
    "shorthand_means_one_thing": {"short": "bt"},
    "interpreter_sent_once_at_a_time": {"state": "sent", "sent_at": NOW},
}
"""What both rows hold, where a rule of uniqueness holds only for some rows."""

BROKEN: dict = {
    "act_settled_says_when": {"state": "settled", "settled_at": None},
    "booth_has_a_desk": {"desks": 0},
    "bulletin_published_has_a_date": {"state": "published", "published_at": None},
    "call_answered_after_it_was_made": {"at": NOW, "answered_at": EARLIER},
    "campaign_ends_after_start": {"ends_on": EARLIER.date()},
    "clinic_ends_after_start": {"agreed_at": NOW, "finished_at": EARLIER},
    "code_three_tries": {"tries": 4},
    "consent_withdrawn_after_given": {"withdrawn_at": EARLIER},
    "desk_has_a_place": {"places": 0},
    "desk_prefix_is_capitals": {"prefix": "a"},
    "desk_takes_a_minute": {"minutes": 0},
    "erasure_done_after_confirmed": {"done_at": NOW, "confirmed_at": None},
    "device_of_a_door_has_no_booth": {"role": "door", "participation": row(Participation)},
    "device_of_an_employer_has_its_booth": {"role": "employer", "participation": None},
    "disruption_ends_after_start": {"since": NOW, "until": EARLIER},
    "disruption_has_a_time": {"since": None, "until": None},
    "disruption_of_one_thing": {"booth": row(Booth)},
    "emergency_ends_after_start": {"started_at": NOW, "ended_at": EARLIER},
    "entry_request_refused_with_a_reason": {"state": "refused", "why": ""},
    "event_ends_after_start": {"ends_at": EARLIER},
    "event_key_is_dotted_words": {"key": "招聘会"},
    "exhibit_picture_has_words": {"image": "a.jpg", "alternative": ""},
    "fairness_chosen_of_people": {"people_count": 1, "chosen_count": 2},
    "guardian_ends_after_start": {"valid_until": EARLIER.date()},
    "hand_back_says_why": {"why": ""},
    "hours_of_one_thing": {"interview": row(Interview)},
    "hours_take_time": {"minutes": 0},
    "installation_one_row": {"pk": 2},
    "interpreter_request_ends_after_start": {
        "state": "done", "shift": row(InterpreterShift), "sent_at": NOW, "begun_at": NOW, "done_at": EARLIER,
    },
    "interpreter_request_says_who": {"state": "sent", "shift": None, "sent_at": None},
    "interpreter_request_takes_time": {"minutes": 0},
    "interpreter_shift_ends_after_start": {"ends_at": EARLIER},
    "interview_ends_after_start": {"starts_at": NOW, "ends_at": EARLIER},
    "leg_times_in_order": {"begins_at": EARLIER},
    "leg_with_a_stop_is_a_visit": {"kind": "stop", "stop": None},
    "maker_consent_has_means": {"consented_at": NOW, "consent_means": ""},
    "merge_of_two_records": {"target_key": "7", "duplicate_key": "7"},
    "merge_undone_after_made": {"made_at": NOW, "undone_at": EARLIER},
    "organisation_has_a_name": {"name": ""},
    "person_has_a_name": {"name": ""},
    "phone_change_confirmed_by_another": lambda: dict.fromkeys(("asked_by", "confirmed_by"), row(Account)()),
    "phone_change_ends_somehow": {"end": "", "ended_at": NOW},
    "photo_has_alternative_text": {"alternative": ""},
    "policy_ends_after_start": {"valid_until": EARLIER.date()},
    "possible_duplicate_of_another": lambda: dict.fromkeys(("person", "other"), row(Person)()),
    "programme_item_ends_after_start": {"began_at": NOW, "ended_at": EARLIER},
    "programme_item_takes_time": {"minutes": 0},
    "push_key_one_row": {"pk": 2},
    "question_answered_somehow": {"state": "answered", "how": ""},
    "question_merged_into_one": {"state": "merged", "merged_into": None},
    "queue_number_exception_is_granted": {"reason": "bus", "granted_by": None},
    "queue_number_served_forwards": {"served_from": NOW, "served_until": EARLIER},
    "region_code_is_digits": {"code": "十五万"},
    "role_ends_after_start": {"valid_until": EARLIER.date()},
    "round_has_a_name": {"name": ""},
    "round_has_days": {"days": 15},
    "seeker_hours_right_way_up": {"hours_min": 8, "hours_max": 4},
    "seeker_reach_1_4": {"reach": 5},
    "service_minutes_1_600": {"minutes": 601},
    "showing_ends_after_start": {"ends_at": EARLIER},
    "stay_right_way_round": {"first_at": 2.0, "last_at": 1.0},
    "stop_is_a_person_or_an_organisation": {"person": row(Person), "organisation": row(Organisation)},
    "stop_says_who": {"person": None, "organisation": None, "label": ""},
    "stream_ends_after_it_began": {"began_at": NOW, "ended_at": EARLIER},
    "suggestion_is_on_a_list": {"rank_for_seeker": None, "rank_for_vacancy": None},
    "support_need_code": {"code": "坡道"},
    "team_ends_after_start": {"begins": NINE, "ends": EIGHT},
    "team_lunch_ends_after_start": {"lunch_from": NINE, "lunch_until": EIGHT},
    "trail_one_head": {"pk": 2},
    "turn_ends_after_it_began": {"shown_from": NOW, "shown_until": EARLIER},
    "turn_lasts": {"minutes": 0},
    "vacancy_hours_right_way_up": {"hours_min": 8, "hours_max": 4},
    "vacancy_openings_1_9999": {"openings": 0},
    "vacancy_wage_right_way_up": {"wage_min": 5000, "wage_max": 4000},
    "way_named_one_way_round": lambda: dict(zip(("second", "first"), sorted_halls(), strict=True)),
}  # fmt: skip
"""What breaks each rule about one row."""
