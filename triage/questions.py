"""The questions of the interview as data: what each offers, which facts an answer gives. ``interview`` walks them."""

from collections.abc import Mapping

from triage.question import UNKNOWN, Question
from triage.urgency import Urgency

NOT_NOW = (Urgency.URGENT, Urgency.STANDARD, Urgency.PLANNED)
"""Where the danger is known to be now, an answer would change nothing."""
THIRD = ("friend", "parent", "relative", "neighbour", "teacher", "professional", "other")
"""Who writes about somebody else."""
_KNOWN_AUTHOR = ("parent", "neighbour", "professional", "adult_survivor")
_SCREENED = ["11-13", "14-17", "18+"]
"""Band up to 10: no screening, a human at once (conversation.md, rule 14); an unknown band is asked for first."""


_NOBODY = (
    "suicide_thoughts",
    "self_harm",
    "no_food",
    "cold_home",
    "alone_home",
    "alone_long",
    "no_medical",
    "info_request",
)
"""What may be told without anybody who does it: the question after a person near would be a riddle."""


def _yes_no(fact: str) -> dict[str, Mapping[str, str]]:
    return {"yes": {fact: "yes"}, "no": {fact: "no"}}


_EVERY = (
    Question(
        id="who",
        source="conversation.md rule 6",
        changes="words, numbers of years for every limit, suicide questions",
        choices={
            "c10": {"age_band": "<=10"},
            "c13": {"age_band": "11-13"},
            "c17": {"age_band": "14-17"},
            "adult": {"age_band": "18+"},
        },
    ),
    Question(
        id="about",
        source="conversation.md rules 5 and 6; requirements P-03, P-04.6, T22",
        changes="consent of an adult survivor, routes, the notice for professionals",
        when=({"age_band": ["18+"], "not_reporter": list(_KNOWN_AUTHOR)},),
        choices={
            "self": {"reporter": "adult_survivor"},
            "mine": {"reporter": "parent"},
            "near": {"reporter": "neighbour"},
            "work": {"reporter": "professional"},
        },
    ),
    Question(
        id="safe",
        source="domain.md §3.4, 1",
        changes="urgency: danger now is immediate",
        when=({"not_age_band": ["18+"], "not_reporter": [*THIRD, "adult_survivor"]},),
        tiers=NOT_NOW,
        choices={"danger": {"safe_now": "no"}, "calm": {"safe_now": "yes"}, "other": {"reporter": "friend"}},
        unknown={"safe_now": UNKNOWN},
    ),
    Question(
        id="safe2",
        source="domain.md §3.4, 1; requirements P-04.6",
        changes="urgency: danger now is immediate",
        when=({"reporter": list(THIRD)},),
        tiers=NOT_NOW,
        choices={"danger": {"safe_now": "no"}, "calm": {"safe_now": "yes"}},
        unknown={"safe_now": UNKNOWN},
    ),
    Question(
        id="near",
        source="domain.md §3.4, 2",
        changes="urgency: who comes today is immediate, who lives there urgent",
        when=(
            {"not_reporter": ["adult_survivor"], "without": list(_NOBODY)},
            {
                "not_reporter": ["adult_survivor"],
                "any": ["violence", "sexual", "threat", "afraid", "blackmail", "stalking"],
            },
        ),
        tiers=NOT_NOW,
        choices={
            "now": {"offender_access": "now"},
            "tonight": {"offender_access": "tonight"},
            "home": {"offender_access": "lives_with"},
            "no": {"offender_access": "none"},
        },
        unknown={"offender_access": UNKNOWN},
    ),
    Question(
        id="die",
        source="domain.md §3.3; conversation.md rule 14",
        changes="whether the next one is asked; route suicide_protocol",
        when=(
            {
                "age_band": _SCREENED,
                "any": ["self_harm", "sadness"],
                "without": ["suicide_thoughts"],
                "not_reporter": list(THIRD),
            },
        ),
        tiers=NOT_NOW,
        choices=_yes_no("suicide_thoughts"),
        unknown={"suicide_thoughts": UNKNOWN},
    ),
    Question(
        id="die_now",
        source="domain.md §3.3; conversation.md rule 14",
        changes="urgency: yes or unknown is immediate",
        when=(
            {"age_band": _SCREENED, "any": ["suicide_thoughts"], "not_reporter": list(THIRD)},
            {"age_band": _SCREENED, "suicide_thoughts": ["yes", "unknown"]},
        ),
        tiers=NOT_NOW,
        choices=_yes_no("suicide_now"),
        unknown={"suicide_now": UNKNOWN},
    ),
    Question(
        id="place",
        source="conversation.md rule 13",
        changes="where help goes",
        open=True,
        when=({"not_reporter": ["adult_survivor"]}, {"reporter": ["adult_survivor"], "consent_contact": ["yes"]}),
        tiers=(Urgency.IMMEDIATE,),
    ),
    Question(id="story", source="domain.md §3.4, 4", changes="everything", open=True),
    Question(
        id="child_age",
        source="domain.md §2.2 (age keys) and §3.2; requirements §3.5",
        changes="urgency: small children, hours unattended",
        when=({"reporter": list(THIRD), "without": ["baby", "small_child"]},),
        choices={"u7": {"child_age": "0"}, "u14": {"child_age": "7"}, "u18": {"child_age": "14"}},
    ),
    Question(
        id="hurt",
        source="domain.md §3.4, 3",
        changes="routes: ambulance, doctor",
        when=(
            {"any": ["violence_now", "injury", "pain", "bleeding", "sexual_now", "strangling"]},
            {"any": ["violence", "sexual", "rape"], "not_reporter": ["adult_survivor"]},
            {"safe_now": ["no"]},
        ),
        choices=_yes_no("hurt"),
        unknown={"hurt": UNKNOWN},
    ),
    Question(
        id="others",
        source="requirements P-03.3",
        changes="urgency: a child at risk now keeps an adult's words in the queue",
        when=({"reporter": ["adult_survivor"]},),
        choices=_yes_no("others_at_risk"),
        unknown={"others_at_risk": UNKNOWN},
    ),
    Question(
        id="last",
        source="domain.md §3.4, 6",
        changes="urgency, doctor and traces within three and five days",
        when=({"any": ["sexual", "sexual_now", "rape", "pregnancy", "violence"], "not_reporter": ["adult_survivor"]},),
        tiers=NOT_NOW,
        choices={
            "now": {"last_event": "now"},
            "d3": {"last_event": "lt72h"},
            "d5": {"last_event": "lt120h"},
            "past": {"last_event": "past"},
        },
    ),
    Question(
        id="tie",
        source="domain.md §3.4, 5; requirements P-04.5",
        changes="routes; parents are not called when the family may be the danger",
        when=(
            {"offender_access": ["lives_with", "contact", "tonight", "unknown"]},
            {"any": ["sexual", "violence", "threat", "blackmail"], "without": ["carer"]},
        ),
        tiers=NOT_NOW,
        choices={
            "family": {"relation": "family"},
            "known": {"relation": "known"},
            "peer": {"relation": "peer"},
            "stranger": {"relation": "stranger"},
        },
        unknown={"relation": UNKNOWN},
    ),
    Question(
        id="region",
        source="domain.md §3.4, 7",
        changes="numbers, law, whose door",
        tiers=NOT_NOW,
        choices={"ru": {"country": "RU"}, "kz": {"country": "KZ"}},
    ),
    Question(
        id="answer",
        source="conversation.md rule 26",
        changes="whether anything may ever make a sound",
        when=({"not_reporter": ["adult_survivor"]}, {"reporter": ["adult_survivor"], "consent_contact": ["yes"]}),
        tiers=NOT_NOW,
        choices={"any": {}, "day": {}, "silent": {}},
    ),
    Question(id="wishes", source="requirements P-11.2", changes="shown first to the specialist", open=True),
)

QUESTIONS: Mapping[str, Question] = {question.id: question for question in _EVERY}
"""By id, in the order of the file. ``wishes`` is asked by nobody: it is offered (rule 34)."""
