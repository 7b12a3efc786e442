"""Checks reviews.toml: every text that needs a signature is in it, under the hash of the text as it stands now."""

from collections.abc import Iterator
from dataclasses import replace

from i18n.catalogue import SCREENS, text_keys
from i18n.reviews import Review, written
from tools.textlint_found import Finding, House


def needed(house: House, language: str) -> dict[str, Review]:
    """Key → an unsigned review with the right hash, for each text of a screen that somebody must sign."""
    texts = house.words.entries
    return {
        key: Review(
            key=key,
            kind=spec.review,
            reviewed=False,
            by="",
            date="",
            sha256=texts[language, spec.audience][key].fingerprint,
        )
        for name, spec in SCREENS.items()
        if spec.review and (language, spec.audience) in texts
        for key in text_keys(name)
        if key in texts[language, spec.audience]
    }


def signed(house: House) -> Iterator[Finding]:
    """Unsigned is no finding (``check`` names those); unlisted, misfiled or signed and changed afterwards is."""
    for language in house.languages:
        file, listed = house.directory / language / "reviews.toml", house.reviews[language]
        wanted = needed(house, language)
        for key in sorted(set(wanted) - set(listed)):
            yield Finding(f"{file}: {key}", "needs a reviewer's signature and is not listed; run with --rehash")
        for key in sorted(set(listed) - set(wanted)):
            yield Finding(f"{file}: {key}", "no such text needs a signature; run with --rehash")
        for key in sorted(set(wanted) & set(listed)):
            if listed[key].sha256 != wanted[key].sha256:
                yield Finding(f"{file}: {key}", "the text changed; run with --rehash, then have it signed again")
            if listed[key].kind != wanted[key].kind:
                yield Finding(f"{file}: {key}", f"its kind is {wanted[key].kind}; run with --rehash")


def rehash(house: House) -> None:
    """Writes every reviews.toml anew. A signature stays only under a text and a kind that did not change."""
    for language in house.languages:
        before = house.reviews[language]
        after = {key: _kept(before.get(key), review) for key, review in needed(house, language).items()}
        (house.directory / language / "reviews.toml").write_text(written(after), encoding="utf-8")


def _kept(before: Review | None, now: Review) -> Review:
    same = before is not None and (before.sha256, before.kind) == (now.sha256, now.kind)
    return replace(now, reviewed=before.reviewed, by=before.by, date=before.date) if before and same else now
