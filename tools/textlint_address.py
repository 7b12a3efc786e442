"""Who is spoken to how (rule 18): «ты» and «сен» up to 17, «вы» and «сіз» from 18 on and to colleagues."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
"""What somebody is to say or to tap is not said to her."""
_SENTENCE = re.compile(r"[^.!?…\n]+")
_BOTH_OF_YOU = re.compile(
    r"\bвы\b.*\b(?:вместе|вдво[её]м)\b|\bвы (?:оба|обе|с )|\b(?:вам|вас) (?:обоим|двоим|вместе)", re.IGNORECASE
)
"""«Вы вместе решаете»: two people, not a formal one."""

_CHILDREN: Final = ("child", "preteen", "teen", "button")
_GROWN_UP: Final = ("adult", "specialist")

_RU_SINGULAR = re.compile(
    r"\b(?:ты|тебя|тебе|тобою?|тво(?:й|я|ё|е|и|его|ей|ему|им|их|ими|ю|ём|ем|ею)"
    r"|[а-яё]{2,}(?:[её]шь|ишь)(?:ся)?"
    r"|(?:на|пере|до|под|о|вы|при)?(?:пиши|пишись)|(?:по)?звони|нажми|выбери|(?:рас)?скажи|(?:подо)?жди|(?:вы|у|по|при|за)?(?:иди|йди)"
    r"|выйди|уйди|найди|закрой|открой|положи|запомни|храни|сохрани|спрячь|покажи|проверь|(?:по)?пробуй|держи|заглядывай"
    r"|(?:по)?дыши|вдохни|выдохни|(?:по)?смотри|(?:с)?делай|возьми|(?:по)?проси|спроси|пришли|отправь|(?:про)?читай|ищи"
    r"|беги|стой|сядь|ляг|встань|оставь|оставайся|останься|удали|сотри|береги|вызови|обратись|(?:не )?бойся|знай|помни"
    r"|думай|подумай|решай|реши|говори|отвечай|ответь|повтори|назови|придумай|прочти|слушай|послушай|дай|будь|верь"
    r"|забудь|попроси|сообщи|помоги|добавь|измени|смени|вернись|зайди|введи|поговори|побудь|отойди|оденься|позови)\b",
    re.IGNORECASE,
)
_RU_NOT_VERBS = frozenset({"лишь", "тишь", "брешь", "ишь", "мышь", "вишь"})
_RU_PLURAL = re.compile(
    r"\b(?:вы|вас|вам|вами|ваш(?:а|е|и|его|ей|ему|им|их|ими|у|ем)?|[а-яё]{2,}(?:[йь]те|[её]те|ите)(?:сь)?)\b",
    re.IGNORECASE,
)
_RU_NOUN_ENDS = re.compile(
    r"(?:ответ|интернет|кабинет|билет|совет|пакет|свет|лет|секрет|предмет|портрет|планет|газет|анкет|туалет|сайт|защит"
    r"|бюджет|комитет|диет|кредит|визит|лимит|рассвет|буфет|банкет|этикет|ракет)е$",
    re.IGNORECASE,
)
"""«В ответе», «на сайте»: nouns that end like a verb."""

_KK_SINGULAR = re.compile(
    r"\b(?:сен|сенің|сенікі|саған|сені|сенде|сенен|сенімен|сендер\w*|\w{2,}(?:сың|сің|саң|сең))\b", re.IGNORECASE
)
_KK_NOT_YOU = frozenset({"дұрыссың"})
_KK_PLURAL = re.compile(
    r"\b(?:сіз|сіздің|сіздікі|сізге|сізді|сізде|сізден|сізбен|сіздер\w*|\w{2,}ң[ыі]з\w*|\w{2,}(?:[аеий])с[ыі]з)\b",
    re.IGNORECASE,
)
_KK_WITHOUT = frozenset(
    {"мазасыз", "пайдасыз", "шарасыз", "панасыз", "баласыз", "қорғансыз", "үйсіз", "атасыз", "анасыз", "орысшасыз"}
)
"""«-сыз» is "without" as well."""

_WRONG: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "ru": (_RU_PLURAL, _RU_SINGULAR),
    "kk": (_KK_PLURAL, _KK_SINGULAR),
}
"""Language → (what no child is told, what no adult is told). English has one "you"."""
_CURES: Mapping[str, tuple[str, str]] = {
    "ru": ("children are «ты»", "adults are «вы»"),
    "kk": ("children are «сен»", "adults are «сіз»"),
}


def slips(text: str, language: str, audience: str) -> Iterator[tuple[str, str]]:
    """(word, cure) of each form of address that is not this reader's."""
    if language not in _WRONG or audience not in (*_CHILDREN, *_GROWN_UP):
        return
    which = 1 if audience in _GROWN_UP else 0
    said = " ".join(
        sentence for sentence in _SENTENCE.findall(_QUOTED.sub(" ", text)) if which or not _BOTH_OF_YOU.search(sentence)
    )
    for word in dict.fromkeys(match.group() for match in _WRONG[language][which].finditer(said)):
        if not _innocent(word.lower(), language):
            yield word, _CURES[language][which]


def _innocent(word: str, language: str) -> bool:
    if language == "ru":
        return word in _RU_NOT_VERBS or bool(_RU_NOUN_ENDS.search(word))
    return word in _KK_NOT_YOU | _KK_WITHOUT
