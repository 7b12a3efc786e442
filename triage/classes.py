"""The word classes: what a text may tell. The lexicon produces them, the rules read them; no word passes on."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_IMMEDIATE: Final = {
    "violence_now": "somebody is being beaten at this moment",
    "weapon": "a weapon, or a thing taken as one, in somebody's hand",
    "threat_kill": "a threat to kill",
    "strangling": "strangling or smothering, also if it is over",
    "breaking_in": "somebody breaks through the door",
    "offender_near": "the one who hurts is in the room, at the door, near",
    "offender_coming": "the one who hurts will be there within hours",
    "hiding": "hides from somebody at this moment",
    "help_cry": "a cry for help",
    "suicide_attempt": "an attempt, an overdose, is under way or just made",
    "suicide_now": "wants to die today; a farewell",
    "suicide_plan": "a plan or a place for suicide",
    "not_waking": "somebody does not wake or answer",
    "bleeding": "bleeding",
    "medical": "needs a doctor at once",
    "gas_fire": "gas, smoke or fire",
    "held": "held, tied up, or driven away",
    "locked": "locked in",
    "lost": "lost, does not know the place",
    "outside": "out of doors with nowhere to go",
    "outside_cold": "out of doors in the cold or at night",
    "contact_lost": "the contact is about to break, or somebody went silent after a farewell",
    "sexual_now": "sexual violence at this moment",
    "stranger_drunk": "drunk people of another household with the child",
    "drunk_violent": "somebody drunk rages or beats",
    "fight_home": "a fight between adults at home, at this moment",
}
_URGENT: Final = {
    "violence": "beating, without a sign of when",
    "threat": "a threat other than to kill",
    "threat_if_told": "threats for telling",
    "afraid": "fear",
    "afraid_home": "fear of home or of going home",
    "injury": "bruises, marks, broken bones",
    "suicide_thoughts": "thoughts of dying",
    "self_harm": "self-harm",
    "sexual": "sexual contact or harassment of a child",
    "rape": "rape",
    "pregnancy": "pregnancy or fear of it, or of an infection",
    "blackmail": "blackmail, also with images",
    "grooming": "an adult seeks closeness, secrecy or images",
    "meeting": "a meeting with an unknown or older person",
    "image": "intimate images asked for, made or spread",
    "exploitation": "work, sale, crime or sexual services under pressure or for pay",
    "forced_marriage": "a marriage of a child",
    "drunk_carers": "the adults in charge are drunk or drugged",
    "alone_home": "a child alone, without a sign of how long",
    "alone_long": "a child alone for a day or more",
    "no_food": "nothing to eat",
    "cold_home": "an unheated home",
    "no_medical": "ill or hurt, and nobody treats it",
    "runaway": "ran away",
    "pain": "pain after what happened",
    "stalking": "followed or lain in wait for",
}
_STANDARD: Final = {
    "emotional_abuse": "humiliated, shouted at, ignored by an adult",
    "bullying": "bullied by children",
    "neglect": "poor care",
    "school_out": "does not go to school",
    "witnessed": "saw violence between others",
    "control": "watched and controlled",
    "sadness": "sadness, loneliness",
}
_BENIGN: Final = {
    "info_request": "asks for information",
    "conflict": "a quarrel without violence",
    "greeting": "a greeting",
    "thanks": "thanks, goodbye",
    "test": "tries the bot",
    "game": "talks of a game",
    "hyperbole": "a figure of speech",
    "fiction": "a book, a film, an essay, a role play",
    "training_request": "a professional asks for training or material",
    "insult": "insults, obscene words",
    "chatter": "talks of school, music, weather, things; nothing of danger in the same sentence",
    "legal_question": "asks about court, papers, rights",
}
_SHAPE: Final = {
    "long": "says more than a greeting does: counted by the matcher, found by no pattern",
    "like_danger": "resembles what is written in danger (triage.resemblance), found by no pattern",
    "very_like_danger": "resembles it so much that it counts beside other signs, found by no pattern",
    "unlike_danger": "long enough to tell, and resembles nothing written in danger, found by no pattern",
    "like_small_talk": "resembles small talk, and nothing written in danger, found by no pattern",
}
_MODIFIER: Final = {
    "now": "at this moment",
    "today": "today",
    "tonight": "this evening or night",
    "soon": "within hours or days",
    "recent": "within the last five days",
    "past": "long ago",
    "ended": "it stopped",
    "no_access": "the one who hurt has no access any more",
    "repeated": "again and again",
    "baby": "a child under about two",
    "small_child": "a child of about two to six",
    "several_children": "several children",
    "disability": "a disability",
    "institution": "a children's home, a boarding school, a hospital",
    "carer": "the one who hurts is a parent or stands in for one",
    "parent_away": "the protecting adult is away",
    "no_adult_knows": "no adult knows or believes",
    "retraction": "takes back what was said",
    "love_talk": "speaks of love or consent",
    "self_offender": "is afraid of own behaviour towards children",
    "adult_author": "the author is an adult",
    "third_party": "the author tells about somebody else",
    "victim_child": "the one in danger is a child",
    "professional_talk": "the language of a professional",
    "apart": "the one who hurts is away for days, or the child is in another, safe place",
    "online": "in a chat, a channel, a game on the net",
}

GROUPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "@immediate": tuple(_IMMEDIATE),
        "@urgent": tuple(_URGENT),
        "@standard": tuple(_STANDARD),
        "@benign": tuple(_BENIGN),
        "@modifier": tuple(_MODIFIER),
    }
)
"""Group → its classes, for conditions that mean all of them; a group is named after the gravest its signs can mean."""

CLASSES: Final[Mapping[str, str]] = MappingProxyType(
    {**_IMMEDIATE, **_URGENT, **_STANDARD, **_BENIGN, **_MODIFIER, **_SHAPE}
)
"""Class → what it means."""

DANGER: Final = frozenset((*_IMMEDIATE, *_URGENT, *_STANDARD))
"""Classes that tell of harm."""

WHEREABOUTS: Final = frozenset({
    "hiding", "held", "locked", "outside", "outside_cold", "runaway", "alone_home", "alone_long", "cold_home",
})  # fmt: skip
"""Of these, what says where somebody is rather than what is done to her."""

MAY_CALM: Final = frozenset((*_BENIGN, "past", "ended", "no_access", "apart", "unlike_danger")) - {"insult"}
"""The only classes in whose presence a danger word may weigh less (domain.md §3.2 "never reduce by", §5.9)."""
