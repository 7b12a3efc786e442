# The web button's own words: all that no screen says. For a child up to 10 and every author not yet known. Model: ru/button.ftl.
# NOT READ BY A NATIVE SPEAKER AND A PSYCHOLOGIST YET (domain.md §6). Nobody may sign these texts before both have read them.
# Held to the limits of child.ftl (tools/textlint_page.py). Numbers are variables of the packs. What the script fills in:
# $seconds. No word here is chosen by a number: the script knows no plural forms.

## The page

# Must not tell what the page is; a screen reader still needs a name.
button-page-title = Анықтама
button-page-skip = Бірден мәтінге
button-page-language = Тіл
button-page-hide = Жасыру
button-page-hide-name = Жасыру, басқа бетті ашу
button-page-hide-hint =
    «{ button-page-hide }»: бұл бет кетеді. Басқа, жай бет ашылады.
    Компьютерде: Shift пернесін үш рет бас.

## Help first

button-page-danger = Қазір қауіп бар ма? Қоңырау шал: { $emergency }. Бұл тегін.
button-page-call-emergency = Қауіп болса, көмек
button-page-call-ru = Ресей. Сөйлесу, көп жерде күні-түні
button-page-call-kz = Қазақстан. Сөйлесу, күні-түні
button-page-numbers-hint =
    Сөйлей алмасаң, қоңырау шал. Телефонды қасыңа қой. Адамдарға бар.
    Қоңырау телефонның тізімінде қалады.

## Who reads, and who else sees what

button-page-desk =
    { $desk ->
       *[open] Жаза бер. Адамдар қазір кезекте.
        [night] Қашан болса да жаз. Адамдар { $opens } болғанда оқиды. Қазір { $emergency } жауап береді.
        [unknown] Қашан болса да жаз. Адамдар кейін оқиды. Қазір { $emergency } жауап береді.
    }
button-page-who = Кім нені көреді
# These two stand under the red button, before any story (conversation.md, rule 2).
button-page-privacy-reads = Сөздеріңді кезекші ересектер оқиды.
button-page-privacy-adults = Ересектер кейде көмекті сұрамай шақырады. Өмірге қауіп болса. Кішкентай балаға қауіп болса. Балалармен жұмыс істейтін адамнан қауіп болса.
# Only where the script runs: without it button-page-form-honest stands in its place.
button-page-privacy-words =
    Сөздерің осы жерде құлыпталады. Оны кезекші адамдар аша алады.
    Сайт қандай қауіп екенін біледі. Қай түймені басқаныңды да. Сөздің өзін көрмейді.
button-page-privacy-line =
    Үйдің не мектептің интернеті мынаны көреді. Сайт ашылды. Сөздерің оған көрінбейді.
button-page-privacy-screen = Қасыңдағы адам экранды көреді.
button-page-privacy-close =
    Бұл бет ештеңе сақтамайды. Оны жапсаң, сөз қалмайды.
    Сайттың аты браузер тарихында қалуы мүмкін.

## Writing

button-page-write = Осында өз сөзіңмен жаз
button-page-write-hint = Қалағаныңша жаз. Есім керек емес.
button-page-send = Жіберу
button-page-sending = Жіберіп жатырмын…
button-page-offline = Интернет жоқ. Сөздерің осында, экранда. Интернет келсе, жіберемін. Бетті жаппа.
button-page-again = Әзірге жіберілмеді. Сөздерің осында, экранда. Тағы тырысып жатырмын.
button-page-down =
    Менде ақау бар. Әзірге жібере алмадым. Сөздерің осында, экранда. Тағы тырысып жатырмын.
    Қауіп бар ма? Қоңырау шал: { $emergency }, тегін.
button-page-long = Көп сөз де болады. Оны бөліп, ретімен жіберемін.

# Where the browser cannot lock words, or the desk refuses what it locked, though the script runs.
button-page-plainly = Сөздеріңді қазір құлыптай алмаймын. Құлыпсыз да жіберуге болады. Сайт оны бір сәт көреді. Сосын құлыптайды.
button-page-plainly-send = Құлыпсыз жіберу

## Voice

button-page-voice = Дауыспен айту
button-page-voice-hint = Браузер микрофон туралы сұрайды. Рұқсат берсең болады. Қасыңдағы адам естиді.
button-page-voice-stop = Болды
button-page-voice-send = Дауысты жіберу
button-page-voice-again = Қайта жазу
button-page-voice-drop = Жазбаны алып тастау
button-page-voice-running = Жазып жатырмын: { $seconds } с
button-page-voice-ready = Жазба дайын: { $seconds } с. Ол әлі жіберілген жоқ.
button-page-voice-refused = Микрофон жабық. Жазуға болады. Қосу үшін мекенжайдың сол жағындағы белгіні бас.
button-page-voice-none = Дауыс бұл жерде жазылмайды. Сөзбен жаз.
button-page-voice-long = Үш минут болды, одан ұзағы болмайды. Осыны жібер. Сосын тағы айта аласың.
button-page-voice-failed = Жазба шықпады. Тағы бір рет көр. Сөзбен жазсаң да болады.
# No room for it just now, or no line: it is tried for as long as the page is open.
button-page-voice-waits = Дауысың әзірге осы бетте күтіп тұр. Бетті жаппа. Жаза бер, сөзің жетеді.

## The code

button-page-code-making = Кодыңды дайындап жатырмын. Бір минут кетуі мүмкін. Бетті жаппа. Жазғаның бізде.
button-page-code-write = Жазып, тығып қой. Не жаттап ал. Жауапты тек осы код ашады.
button-page-code-failed = Код әлі дайын емес. Жазғаның бізде. Тағы тырысып жатырмын.
# Above the button «Новый код»: the one that stands there ends with it.
button-page-code-seen = Кодты біреу көрді ме? Жаңасын ал. Сонда мынау жарамай қалады.
# Five codes within the hour, or a thread that only the desk can open yet.
button-page-code-stays = Жаңа код әзірге шықпады. Бұрынғысы жұмыс істейді. Кейін тағы байқап көруге болады.
button-page-copied = Көшірілді. Оны басқа адам да көре алады.
button-page-copy-failed = Болмады. Қолмен көшіріп жаз.

## Coming back

button-page-back = Кодым бар
button-page-back-label = Бес сөз не цифрлар
button-page-back-hint = Сөздерді ретімен жаз. Арасына бос орын қой.
button-page-back-open = Ашу
button-page-looking = Іздеп жатырмын. Бір минут кетуі мүмкін.
button-page-not-found =
    Бұл код ештеңе ашпайды. Сөздерді, ретін тексер. Оны жаңа код ауыстырған шығар.
    Мен оны сақтамаймын. Қайтадан жаза аласың. Адам оқиды.
button-page-back-failed = Кодты тексере алмадым. Ол осында, экранда. «{ button-page-back-open }» дегенді тағы бас.
button-page-looks = Бес сөзден тұратын кодқа ұқсайды. Жауаптарды ашайын ба?
button-page-looks-back = Жауаптарды ашу
button-page-looks-send = Жоқ, осылай жіберу

## Answers

button-page-answer = Жаңасы бар.
button-page-answer-none = Әзірге жаңасы жоқ.
button-page-answer-failed = Бұл жауап ашылмады. Ол адамдарда бар. Осында солай деп жаз.
button-page-answer-later = Жауаптарды әзірге көре алмадым. Сәл кейін тағы бас. Олар орнында.
button-page-asleep = Интернет жоқ. Оны қайта іздеп жатырмын.
button-page-awake = Интернет бар. Жаңасын қарап жатырмын.
button-page-elsewhere = Әңгіме басқа жерде ашылды. Мұнда ол қайта басталады.

## Without script

button-page-form-honest =
    Мұнда скрипт жоқ. Сайт сөздеріңді бір сәт көреді. Сосын оны құлыптайды.
    Скриптпен оны тек кезекші адамдар ашады.
# Beside the field for the code.
button-page-form-honest-back =
    Мұнда скрипт жоқ. Код пен жауап сайтқа көрінеді.
    Скриптпен оны тек сен ашасың.
button-page-form-send = Жіберу
button-page-form-kept = Жазғаның бізде.
# More than goes at once: what was not sent yet stands in the field.
button-page-form-rest = Басы бізде. Қалғаны төменде тұр. «{ button-page-form-send }» дегенді тағы бас.
button-page-form-long = Сөз өте көп. Төменде басы тұр. «{ button-page-form-send }» дегенді бас. Бөлік-бөлікпен кетеді.
button-page-form-return = Қалай қайтасың? Осы бетті аш. «{ button-page-back }» дегенді бас. Кодты жаз.
button-page-form-code-seen = Кодты біреу көрді ме? Жаңасын ал. Сонда мынау жарамай қалады. Бұрынғы жауаптарды адам ашады.
button-page-form-close = Оқып, бетті жап. «Артқа» түймесі сөздеріңді көрсетуі мүмкін.
button-page-form-failed =
    Жіберілмеді. Сөздерің төменде. «{ button-page-form-send }» дегенді тағы бас.
    Қауіп бар ма? Қоңырау шал: { $emergency }, тегін.
button-page-form-empty = Мұнда ештеңе жоқ. Бір сөз де жетеді.
button-page-form-more = Тағы жазу
button-page-form-answers = Саған жауаптар
button-page-form-no-answers = Әзірге жаңасы жоқ. Жазғаның бізде. Кейін тағы қара.

## Nobody can read yet

button-page-nobody =
    Мұнда әзірге оқитын адам жоқ. Қоңырау шал, бұл тегін.
    Қауіп бар ма? Қоңырау шал: { $emergency }.

## For a screen reader

button-page-aria-talk = Әңгіме
button-page-aria-choices = Нені басуға болады
button-page-aria-numbers = Телефон нөмірлері
button-page-aria-status = Қазір не болып жатыр
button-page-aria-code = Сенің кодың
button-page-aria-control = Көмек және «{ button-page-hide }»
