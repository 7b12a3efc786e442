"""Who fits and is there is rung first; the others' phones stay still, and hear when nobody could be reached."""

from tests.desk.desk_rig import ANNA, BORIS, DANGER, account
from tests.workers.telling_rig import Post, said
from tests.workers.test_alerts import HER_CHAT, first_text, linked, sounds
from tests.workers.test_delivery import CHILD as TALKS
from tests.workers.test_delivery import conversation, last, screen_of
from triage.card import Card
from triage.ids import MemberId
from workers.channel import Unreachable

HIS_CHAT = "61"


async def both(post: Post) -> None:
    await linked(post)
    await linked(post, BORIS.member, account(8, 60))
    post.desk.comes_first = {ANNA.member}


async def test_the_first_ring_is_hers_alone(post):
    await both(post)
    await first_text(post)
    await post.tells_everything()
    assert (sounds(post, HER_CHAT), sounds(post, HIS_CHAT)) == (1, 0)


async def test_the_others_count_it_without_a_sound(post):
    await both(post)
    post.desk.comes_first = {BORIS.member}
    await first_text(post)
    await post.tells_everything()
    post.desk.comes_first = {ANNA.member}
    made = await post.office.writes(account(4, 7), DANGER)
    post.phone.receives("8", made.message)
    await post.tells_everything()
    assert (sounds(post, HER_CHAT), sounds(post, HIS_CHAT)) == (1, 1)
    assert "002" in post.phone.shows(HIS_CHAT)[-1]


async def test_when_she_cannot_be_reached_everybody_hears(post):
    await both(post)
    post.phone.blocked[HER_CHAT] = Unreachable()
    await first_text(post)
    await post.tells_everything()
    assert sounds(post, HIS_CHAT) == 1


async def test_who_comes_first_but_is_not_linked_keeps_nobody_from_hearing(post):
    await both(post)
    del post.desk.accounts[ANNA.member]
    await first_text(post)
    await post.tells_everything()
    assert sounds(post, HIS_CHAT) == 1


async def urgent(post: Post, number: int, first: MemberId) -> Card:
    post.desk.comes_first = {first}
    who = account(number, 7 + number)
    made = await post.office.writes(who, "меня дома бьют")
    post.phone.receives(str(8 + number), made.message)
    await post.tells_everything()
    return await post.office.card_of(who)


async def test_an_urgent_one_that_was_only_counted_keeps_no_later_one_from_ringing(post):
    await both(post)
    await post.office.claims((await urgent(post, 3, BORIS.member)).signal, BORIS)
    await urgent(post, 4, ANNA.member)
    before = sounds(post, HER_CHAT) + sounds(post, HIS_CHAT)
    await urgent(post, 5, BORIS.member)
    assert sounds(post, HER_CHAT) + sounds(post, HIS_CHAT) == before + 1


async def test_a_second_new_code_that_is_asked_for_while_the_first_is_shown_is_shown_too(post):
    signal = await conversation(post)
    await post.office.taps(TALKS, "code", message=screen_of(post, said("believed")))
    await post.tells_everything()
    await post.office.taps(TALKS, "numbers", message=screen_of(post, "1 2 3"))
    await post.office.taps(TALKS, "code", message=last(post))
    await post.tells_everything()
    gone = screen_of(post, said("code-gone"))
    await post.office.taps(TALKS, "new_code", message=gone)
    edit = post.phone.edit
    asked: list[tuple[int, ...]] = []

    async def slow(address, message, screen):
        if "1 2 3" in screen.text and not asked:
            await post.office.taps(TALKS, "new_code", message=gone)
            asked.append(await post.office.code_of(signal))
        await edit(address, message, screen)

    post.phone.edit = slow
    await post.tells_everything()
    assert await post.office.books.find(asked[0]) is not None
    assert await post.office.chats.code(signal) is None, "the second was shown as well, and is nowhere else now"
