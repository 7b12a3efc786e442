"""The page of the button, drawn as the server draws it."""

import os
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal.console.modules import modules_of
from tests.portal.button_peer import LANGUAGES, ROOT, words_in
from vault.encoding import b64u

STATIC = "/button/static"
ELSEWHERE = "/elsewhere"
"""Where Hide leads: of this origin, so that a test sees whether anything was asked of another."""
CONTACTS = (("112", "Помощь, если опасно"), ("124", "Россия. Поговорить"), ("111", "Казахстан. Поговорить"))


def html() -> str:
    words = words_in("ru")
    environment = Environment(
        loader=FileSystemLoader(ROOT / "portal" / "templates"), autoescape=True, undefined=StrictUndefined
    )
    modules = [
        one.replace("/static/", f"{STATIC}/", 1) for one in modules_of(ROOT / "portal" / "static", "button/main.js")
    ]
    more: dict[str, Any] = {"open": True, "kept": "", "kept_code": "", "links": (), "said": "", "modules": modules}
    who = {"visit": b64u(os.urandom(32)), "request": os.urandom(16).hex(), "source": "school", "longest": 8000}
    texts = {key: text for key, text in words.items() if not key.startswith(("form-", "privacy-", "call-", "lang-"))}
    return environment.get_template("button.html").render(
        **more, **who, words=words, texts=texts, contacts=CONTACTS, dialled=str, language="ru", languages=LANGUAGES,
        exit_url=ELSEWHERE, static=STATIC,
    )  # fmt: skip
