"""The page at ``/``: who to call, in plain words. No store, no script, no cookie: it stands when all else is down."""

import re
from typing import Final

from aiohttp import web
from jinja2 import Environment, StrictUndefined

from portal.parts import Front, Visit

_PAGE: Final = """<!doctype html>
<html lang="{{ front.language }}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{{ front.title }}</title>
<link rel="icon" href="/static/console/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/tokens.css">
<link rel="stylesheet" href="/static/front.css">
<main>
<h1>{{ front.title }}</h1>
<p class="lead">{{ front.lead }}</p>
<ul class="numbers">
{%- for number, whose in front.contacts %}
<li><a href="tel:{{ dialled(number) }}"><strong>{{ number }}</strong> <span>{{ whose }}</span></a></li>
{%- endfor %}
</ul>
{%- if front.note %}
<p class="note">{{ front.note }}</p>
{%- endif %}
{%- if front.links %}
<nav>
{%- for address, words in front.links %}
<a href="{{ address }}">{{ words }}</a>
{%- endfor %}
</nav>
{%- endif %}
</main>
</html>
"""


async def front(visit: Visit) -> web.StreamResponse:
    return web.Response(text=page_of(visit.parts.front), content_type="text/html")


def page_of(words: Front) -> str:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(_PAGE).render(front=words, dialled=dialled)


def dialled(number: str) -> str:
    """What a phone dials: the digits alone, with their plus."""
    return re.sub(r"[^+0-9]", "", number)
