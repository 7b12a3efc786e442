"""What a child reads of casework, on her phone: nothing before she looks, and then the whole truth first."""

from tests.desk.casework_rig import CHATS, CHILD, Hands
from tests.desk.desk_rig import BORIS, DANGER
from tests.workers.telling_rig import WORDS, Post, said
from tests.workers.test_alerts import CHAT, linked, sounds
from triage.ids import SignalId


async def held(post: Post) -> tuple[Hands, SignalId]:
    await linked(post)
    hands = Hands(post.office)
    made = await post.office.writes(CHILD, DANGER)
    post.phone.receives(CHAT, made.message)
    await post.tells_everything()
    signal = (await post.office.card_of(CHILD)).signal
    await post.office.claims(signal)
    return hands, signal


def last(post: Post) -> str:
    return post.phone.shows(CHAT)[-1]


async def reads(post: Post) -> None:
    message = max(post.phone.chats[CHAT])
    await post.office.taps(CHILD, "read", message=message)
    await post.tells_everything()


async def test_the_phone_says_only_that_something_is_new_and_the_truth_stands_behind_the_button(post):
    hands, signal = await held(post)
    await hands.endings.say_first(post.office.asked(signal, "say"), "police", "had")
    await post.tells_everything()
    assert "полици" not in " ".join(post.phone.shows(CHAT)).lower()
    assert said("reply-waiting") in last(post)
    assert (await hands.card(signal)).case.tellings[0].heard_at is None
    await reads(post)
    assert "Мы сказали об этом полиции." in last(post)
    assert (await hands.card(signal)).case.tellings[0].heard_at == post.office.now


async def test_a_reply_that_waits_is_shown_before_it(post):
    hands, signal = await held(post)
    await post.office.replies(signal, "мы рядом")
    await hands.endings.say_first(post.office.asked(signal, "say"), "guardianship", "will")
    await post.tells_everything()
    await reads(post)
    shown = post.phone.shows(CHAT)
    assert "мы рядом" in shown[-2]
    assert "Мы расскажем об этом взрослым, которые защищают детей." in shown[-1]


async def test_nothing_of_it_is_shown_to_whoever_holds_a_phone_under_cover(post):
    hands, signal = await held(post)
    await post.office.taps(CHILD, "hide")
    await post.tells_everything()
    await hands.endings.say_first(post.office.asked(signal, "say"), "police", "had")
    await post.tells_everything()
    await post.office.commands(CHILD, "start")
    await post.tells_everything()
    assert "полици" not in " ".join(post.phone.shows(CHAT)).lower()
    assert (await hands.card(signal)).case.tellings[0].heard_at is None


async def test_after_closing_the_question_has_three_answers_and_worse_shows_the_number(post):
    hands, signal = await held(post)
    await hands.closes(signal)
    await post.tells_everything()
    await reads(post)
    message = max(post.phone.chats[CHAT])
    rows = post.phone.chats[CHAT][message].rows
    assert [choice.action for choice in rows[0]] == ["after.better", "after.same", "after.worse"]
    await post.office.taps(CHILD, "after.worse", message=message)
    await post.tells_everything()
    assert "112" in last(post)
    assert (await hands.card(signal)).case.after == "worse"


async def test_a_call_rings_without_content_even_where_nobody_waits(post):
    hands, signal = await held(post)
    await linked(post, BORIS.member, CHATS[BORIS.member])
    await post.office.replies(signal, "мы рядом")
    await post.tells_everything()
    before = sounds(post, "61")
    await hands.casework.ask_opinion(post.office.asked(signal, "ask"), BORIS.member)
    await post.tells_everything()
    assert sounds(post, "61") == before + 1
    assert post.phone.shows("61")[-1:] == [WORDS.text("ru", "specialist", "alert", count="001")]
