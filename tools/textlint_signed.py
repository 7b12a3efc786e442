"""Checks reviews.toml: every text that needs a signature is in it, under the hash of the text as it stands now."""

from collections.abc import Iterator

from i18n.reviews import FILE, needed, renewed, written
from tools.textlint_found import Finding, House


def signed(house: House) -> Iterator[Finding]:
    """Unsigned is no finding (``check`` names those); unlisted, misfiled or signed and changed afterwards is."""
    for language in house.languages:
        file, listed = house.directory / language / FILE, house.reviews[language]
        wanted = needed(house.words, language)
        for place in sorted(set(wanted) - set(listed)):
            yield Finding(f"{file}: {place}", "needs a reviewer's signature and is not listed; run with --rehash")
        for place in sorted(set(listed) - set(wanted)):
            yield Finding(f"{file}: {place}", "no such text needs a signature; run with --rehash")
        for place in sorted(set(wanted) & set(listed)):
            if listed[place].sha256 != wanted[place].sha256:
                yield Finding(f"{file}: {place}", "the text changed; run with --rehash, then have it signed again")
            if listed[place].kind != wanted[place].kind:
                yield Finding(f"{file}: {place}", f"its kind is {wanted[place].kind}; run with --rehash")


def rehash(house: House) -> None:
    """Writes every reviews.toml anew. A signature stays only under a text and a kind that did not change."""
    for language in house.languages:
        after = renewed(house.reviews[language], needed(house.words, language))
        (house.directory / language / FILE).write_text(written(after), encoding="utf-8")
