# The web button's own words: all that no screen says. For a child up to 10 and every author not yet known.
# Held to the limits of child.ftl (tools/textlint_page.py). Numbers are variables of the packs. What the script fills in:
# $seconds. No word here is chosen by a number: the script knows no plural forms.

## The page

# Tab, history, list of windows. It must not tell what the page is, must not be a lie that breaks when somebody looks, and a
# screen reader needs a name: "Справка" is the dullest true one (help, in the sense of any program's manual).
button-page-title = Справка
button-page-skip = Сразу к тексту
button-page-language = Язык
button-page-hide = Скрыть
button-page-hide-name = Скрыть эту страницу и открыть другую
button-page-hide-hint =
    «{ button-page-hide }»: эта страница исчезнет. Откроется другая, обычная.
    На компьютере можно так: нажми Shift три раза.

## Help first

button-page-danger = Опасно сейчас? Звони { $emergency }. Это бесплатно.
button-page-call-emergency = Помощь, если опасно
button-page-call-ru = Россия. Поговорить, почти везде круглосуточно
button-page-call-kz = Казахстан. Поговорить, круглосуточно
button-page-numbers-hint =
    Вслух нельзя? Позвони, а телефон положи рядом. Выйди к людям.
    Звонок будет виден в списке звонков.

## Who reads, and who else sees what

button-page-desk =
    { $desk ->
       *[open] Пиши, люди сейчас на смене.
        [night] Пиши в любое время. Люди читают с { $opens }. Прямо сейчас ответят по { $emergency }.
        [unknown] Пиши в любое время. Люди прочтут, но не сейчас. Прямо сейчас ответят по { $emergency }.
    }
button-page-who = Кто что видит
# These two stand under the red button, before any story (conversation.md, rule 2).
button-page-privacy-reads = Твои слова читают взрослые на смене.
button-page-privacy-adults = Бывает, взрослые зовут помощь без спроса. Если опасно для жизни. Если беда с маленьким ребёнком. Если вредит тот, кто работает с детьми.
# Only where the script runs: without it button-page-form-honest stands in its place.
button-page-privacy-words =
    Слова под замком уже здесь. Открыть их могут люди на смене.
    Сайт знает, какая беда и что нажато. Самих слов он не видит.
button-page-privacy-line = В школе и дома интернет видит адрес. Слова он не видит.
button-page-privacy-screen = Кто рядом, тот видит экран.
button-page-privacy-close =
    Страница ничего не хранит. Закроешь её, и слов на ней нет.
    Адрес бывает виден в истории браузера.

## Writing

button-page-write = Здесь можно писать своими словами
button-page-write-hint = Сколько угодно. Имя не нужно.
button-page-send = Отправить
button-page-sending = Отправляю…
button-page-offline = Связи нет. Слова здесь, на экране. Отправлю, когда связь появится. Страницу лучше не закрывать.
button-page-again = Пока не выходит. Слова здесь, на экране. Я пробую снова.
button-page-down =
    У меня сбой. Отправить пока не получается. Слова здесь, на экране. Я пробую снова.
    Опасно? Звони { $emergency }, бесплатно.
button-page-long = Слов много, так можно. Я пошлю их по частям. Порядок останется.

# Where the browser cannot lock words, or the desk refuses what it locked, though the script runs.
button-page-plainly = Замок сейчас не выходит. Можно отправить без него. Сайт на миг видит слова. Потом закрывает их на замок.
button-page-plainly-send = Отправить без замка

## Voice

button-page-voice = Сказать голосом
button-page-voice-hint = Браузер спросит про микрофон. Можно разрешить. Кто рядом, тот слышит.
button-page-voice-stop = Готово
button-page-voice-send = Отправить голос
button-page-voice-again = Записать снова
button-page-voice-drop = Убрать запись
button-page-voice-running = Идёт запись: { $seconds } с
button-page-voice-ready = Запись готова: { $seconds } с. Её пока никто не слышит.
button-page-voice-refused = Микрофон закрыт. Можно писать. Включить: значок слева от адреса.
button-page-voice-none = Голос здесь не записать. Можно писать.
button-page-voice-long = Три минуты прошли, больше нельзя. Это уже можно отправить. Потом можно ещё.
button-page-voice-failed = Запись не вышла. Можно снова. Можно писать.
# No room for it just now, or no line: it is tried for as long as the page is open.
button-page-voice-waits = Голос пока ждёт на этой странице. Её лучше не закрывать. Писать можно, слова доходят.

## The code

button-page-code-making = Готовлю код. Бывает, что это минута. Страницу лучше не закрывать. Слова уже у нас.
button-page-code-write = Запиши и спрячь. Или запомни. Ответы откроет только он.
button-page-code-failed = Код пока не готов. Слова у нас. Я пробую снова.
# Above the button «Новый код»: the one that stands there ends with it.
button-page-code-seen = Код видели? Возьми новый. Этот тогда не сработает.
# Five codes within the hour, or a thread that only the desk can open yet.
button-page-code-stays = Новый код пока не готов. Прежний работает. Можно попробовать позже.
button-page-copied = Скопировано. Вставить это может и другой.
button-page-copy-failed = Не вышло. Можно переписать рукой.

## Coming back

button-page-back = У меня есть код
button-page-back-label = Пять слов или цифры
button-page-back-hint = Слова через пробел, по порядку.
button-page-back-open = Открыть
button-page-looking = Ищу. Бывает, что это минута.
button-page-not-found =
    Этот код ничего не открывает. Бывает, что слово или порядок другие. Новый код мог его сменить.
    Я его не храню. Можно писать заново, человек прочтёт.
button-page-back-failed = Проверить код пока не вышло. Он здесь, на экране. Можно нажать «{ button-page-back-open }» ещё раз.
button-page-looks = Похоже на код из пяти слов. Открыть ответы?
button-page-looks-back = Открыть ответы
button-page-looks-send = Нет, отправить так

## Answers

button-page-answer = Есть новое.
button-page-answer-none = Нового пока нет.
button-page-answer-failed = Этот ответ не открывается. У людей он есть. Об этом можно написать сюда.
button-page-answer-later = Посмотреть ответы пока не вышло. Можно нажать ещё раз чуть позже. Они на месте.
button-page-asleep = Связи нет. Ищу её снова.
button-page-awake = Связь есть. Смотрю, есть ли новое.
button-page-elsewhere = Разговор открыт в другом месте. Здесь он начинается заново.

## Without script

button-page-form-honest =
    Здесь нет скрипта. Сайт на миг видит твои слова. Потом закрывает их на замок.
    Со скриптом их открывают только люди на смене.
# Beside the field for the code.
button-page-form-honest-back =
    Здесь нет скрипта. Сайт на миг видит код и ответы.
    Со скриптом их открываешь только ты.
button-page-form-send = Отправить
button-page-form-kept = Твои слова у нас.
# More than goes at once: what was not sent yet stands in the field.
button-page-form-rest = Начало у нас. Остальное стоит ниже. Нажми «{ button-page-form-send }» ещё раз.
button-page-form-long = Слов очень много. Ниже стоит начало. Нажми «{ button-page-form-send }». Они уйдут по частям.
button-page-form-return = Как вернуться? Открой эту страницу. Нажми «{ button-page-back }». Впиши код.
button-page-form-code-seen = Код видели? Возьми новый. Этот тогда не сработает. Старые ответы откроет человек.
button-page-form-close = Прочти и закрой страницу. Кнопка «Назад» может показать твои слова.
button-page-form-failed =
    Отправить не вышло. Твои слова ниже. Нажми «{ button-page-form-send }» ещё раз.
    Опасно? Звони { $emergency }, бесплатно.
button-page-form-empty = Здесь пусто. Хватит и одного слова.
button-page-form-more = Написать ещё
button-page-form-answers = Твои ответы
button-page-form-no-answers = Нового пока нет. Слова у нас. Загляни ещё.

## Nobody can read yet

button-page-nobody =
    Здесь пока некому прочесть. Позвони, это бесплатно.
    Опасно? Звони { $emergency }.

## For a screen reader

button-page-aria-talk = Разговор
button-page-aria-choices = Что можно нажать
button-page-aria-numbers = Номера телефонов
button-page-aria-status = Что сейчас
button-page-aria-code = Код для ответов
button-page-aria-control = Помощь и «{ button-page-hide }»
