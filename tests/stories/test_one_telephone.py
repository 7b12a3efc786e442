"""Two members of the desk with one telephone: the second is told so, and the first goes on being rung."""

import pytest

from tests.stories.desk_and_phone import quick_product

DUTY_TOKEN = "535353:AAHduty-stories-only-nobody-knows-it"
ANNA, BORIS = 900, 901


@pytest.mark.parametrize("more", [{}, {"duty_bot_token": DUTY_TOKEN}], ids=["one bot", "a bot of the desk's own"])
async def test_a_code_from_a_colleagues_chat_takes_nothing_from_her_and_works_from_ones_own(
    tmp_path, monkeypatch, more
):
    async with quick_product(tmp_path, monkeypatch, **more) as made:
        house = made.house

        async def addresses():
            return {one.desk: one.address for one in await house.rooms.roster.colleagues()}

        boris = next(one for one in await house.rooms.roster.colleagues() if one.desk == "fallback")
        code = await house.duty.offer_link(boris)
        hers = (made.duty or made.peer).user(ANNA, name="Анна", language="ru")
        await hers.starts(code)
        await hers.sees("уже получает оповещения для другого участника")
        assert await addresses() == {"intake": str(ANNA), "fallback": None}
        his = (made.duty or made.peer).user(BORIS, name="Борис", language="ru")
        await his.starts(code)
        await his.sees("Этот чат теперь получает оповещения")
        assert await addresses() == {"intake": str(ANNA), "fallback": str(BORIS)}
