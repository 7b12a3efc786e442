"""The desk's forum group in the console: a supervisor's alone."""

import re
from dataclasses import replace

from desk.forum import ForumSigns, GroupBinding
from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import portal
from triage.ids import UpdateId
from vault.forum import StoredForum

API = "/console/api/group"


async def test_a_specialist_neither_binds_a_group_nor_learns_of_it(one):
    assert await one.get(API) == (403, {"error": "not-allowed"})
    assert await one.post(API) == (403, {"error": "not-allowed"})


async def test_a_supervisor_is_told_where_no_group_is_configured(rig, base):
    async with browser(base) as boss:
        await new_member(rig, boss, "Борис", role="fallback", desk="fallback")
        assert await boss.get(API) == (200, {"group": "not-configured"})
        assert await boss.post(API) == (409, {"error": "no-group"})


async def test_a_supervisors_code_binds_the_group_in_which_it_is_posted(rig):
    keyring = replace(rig.books.keyring, duty_bot_id=535353)
    forum = StoredForum(rig.store, keyring, -1001)
    binding = GroupBinding(forum=forum, signs=ForumSigns("not-bound"))
    async with portal(rig, group=binding) as base, browser(base) as boss:
        await new_member(rig, boss, "Борис", role="fallback", desk="fallback")
        status, offered = await boss.post(API)
        assert (status, offered["minutes"]) == (200, 10)
        assert re.fullmatch(r"g[a-z2-7]{10}", offered["code"])
        assert await forum.bind(offered["code"], UpdateId("d1"), rig.now)
        assert await forum.bound()
