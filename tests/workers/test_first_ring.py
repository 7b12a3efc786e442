"""Who fits and is there is rung first; the others' phones stay still, and hear when nobody could be reached."""

from tests.desk.desk_rig import ANNA, BORIS, DANGER, account
from tests.workers.telling_rig import Post
from tests.workers.test_alerts import HER_CHAT, first_text, linked, sounds
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
