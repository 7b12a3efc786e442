"""A plain form of the web page, sent as a browser without script sends it."""

import re


def hidden(page):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


async def fields(one):
    async with one.http.get(one.base + "/") as said:
        return hidden(await said.text())


async def send(one, sent, **headers):
    said = {**one.headers(Content_Type=None), **{name.replace("_", "-"): value for name, value in headers.items()}}
    given = {name: value for name, value in said.items() if value is not None}
    async with one.http.post(one.base + "/button/form", data=sent, headers=given) as answer:
        return answer, await answer.text()


async def signals(rig):
    named = (re.fullmatch(r"\{rb:\d+\}:s:(.-.{20})", name.decode()) for name in await rig.store.redis.keys("*"))
    return [name[1] for name in named if name]


def code_in(page):
    """The five words, as the page shows them."""
    return re.findall(r'class="mono" translate="no">(?:<strong>)?((?:\w+ ){4}\w+)<', page)[0]
