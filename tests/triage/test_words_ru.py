"""What Russian-speaking children and adults write is understood, and what only sounds alike is not taken for danger."""

from pathlib import Path

import pytest

from triage.classes import DANGER, GROUPS
from triage.lexicon import read_table

TABLE = Path(__file__).resolve().parents[2] / "triage" / "packs" / "common" / "lexicon.json"
MATCHER = read_table(TABLE.read_text(encoding="utf-8"), file=TABLE.name)
IMMEDIATE = frozenset(GROUPS["@immediate"])


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("папа бьот маму и миня", "violence"),
        ("он щщщас изобьёт нас", "violence_now"),
        ("отчем душыл меня вчера", "strangling"),
        ("памагити пажалуста", "help_cry"),
        ("хачу умиреть", "suicide_thoughts"),
        ("нехочу жить", "suicide_thoughts"),
        ("я пряч\u200bусь под краватью", "hiding"),
        ("меня заперлли на ключ", "locked"),
        ("он меня домагаеца", "sexual"),
        ("меня шонтажируют фотками", "blackmail"),
        ("мама пянная и никакая", "drunk_carers"),
    ],
)
def test_a_childs_spelling_of_danger_is_understood(written, told):
    assert told in MATCHER.classes(written)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("otchim lomitsya v dver", "breaking_in"),
        ("pomogite menya byut", "help_cry"),
        ("on s nozhom", "weapon"),
        ("ne hochu zhit", "suicide_thoughts"),
        ("щас он pridet i ubiet маму", "threat_kill"),
        ("она наглоталась tabletok", "suicide_attempt"),
    ],
)
def test_russian_in_latin_letters_is_russian(written, told):
    assert told in MATCHER.classes(written)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("отчим размахивает топором во дворе", "weapon"),
        ("дед сказал что всех нас перестреляет", "threat_kill"),
        ("бабушка лежит на полу и не отвечает", "not_waking"),
        ("из розетки летят искры", "gas_fire"),
        ("вышла не на той станции, куда идти не знаю", "lost"),
        ("меня выгнали на лестницу босиком", "outside_cold"),
        ("нас везут в фургоне, куда не знаю", "held"),
        ("стою на перилах моста", "suicide_plan"),
        ("завтра меня уже не будет, простите", "suicide_now"),
        ("хочу убить себя сегодня", "suicide_now"),
        ("сегодня хочу убить себя", "suicide_now"),
        ("у мамы в гостях пьяные мужики", "stranger_drunk"),
        ("телефон сейчас отберут", "contact_lost"),
        ("мы с братом одни третий день", "alone_long"),
        ("он вернётся через полчаса", "offender_coming"),
        ("слышу его шаги на лестнице", "offender_near"),
        ("Сосед прямо сейчас избивает ребёнка, слышны удары", "violence_now"),
    ],
)
def test_danger_within_the_hour_is_heard_however_it_is_told(written, told):
    assert told in MATCHER.classes(written)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("батя шлёпает меня проводом когда злой", "violence"),
        ("тренер просит никому не рассказывать и трогает грудь", "sexual"),
        ("скинь ещё фотку без майки, а то отправлю твоей маме", "blackmail"),
        ("дома второй день нечего есть", "no_food"),
        ("родители в запое", "drunk_carers"),
        ("ночью хожу с порезами на руках", "self_harm"),
        ("меня хотят выдать замуж", "forced_marriage"),
        ("в классе меня травят и дразнят", "bullying"),
        ("мама называет меня ничтожеством", "emotional_abuse"),
    ],
)
def test_danger_that_goes_on_is_heard_without_being_taken_for_this_hour(written, told):
    said = MATCHER.classes(written)
    assert told in said
    assert not said & IMMEDIATE


@pytest.mark.parametrize(
    "written",
    [
        "папа меня не бьёт",
        "меня никто не трогает и не обижает",
        "дома не пьют",
        "рукоприкладства нет",
        "Побоев нет, мальчик сыт.",
    ],
)
def test_what_is_denied_is_no_danger(written):
    assert not MATCHER.classes(written) & DANGER


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("мы в кс всех убили, меня зарезали в последнем раунде", "game"),
        ("умираю со смеху с этого мема", "hyperbole"),
        ("сдохну от скуки на истории", "hyperbole"),
        ("мама прибьёт за двойку лол", "hyperbole"),
        ("в сериале маньяк душит героиню", "fiction"),
        ("утюг бьёт током", "hyperbole"),
        ("меня завалили на экзамене", "hyperbole"),
        ("помогите решить задачу по алгебре", "info_request"),
        ("голодный как волк", "hyperbole"),
    ],
)
def test_a_figure_of_speech_is_no_danger(written, told):
    said = MATCHER.classes(written)
    assert told in said
    assert not said & IMMEDIATE


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("ахаха ну он опять с ножом бегает, норм", "weapon"),
        ("шучу)) но таблетки я уже выпила", "suicide_attempt"),
        ("лол отец душит брата", "strangling"),
        ("играл в доту, а отчим ударил маму и ломает дверь", "breaking_in"),
    ],
)
def test_a_laugh_beside_danger_takes_nothing_away(written, told):
    assert told in MATCHER.classes(written)
