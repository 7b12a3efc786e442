# Everything a specialist reads: alerts in Telegram. The console's labels stand in console.ftl.
# NOT READ BY A NATIVE SPEAKER YET (domain.md §6).
# «Сіз». Alerts are the same for every signal and every urgency: no word of any report.

## Telegram

alert = Кезекшілік. Кезекте: { $count }. Консольді ашыңыз.
button-seen = Көрдім
shift-on = Сіз кезекшіліктесіз. Хабарламалар осында келеді. Аяқтау: /off
shift-off = Кезекшілік аяқталды. Қайта бастау: /on
linked = Енді бұл чатқа хабарламалар келіп тұрады. Оларда балалардың сөзі, есімі, шұғылдығы жазылмайды.
link-refused = Код сәйкес келмеді. Ол бір рет қана және аз уақыт жарамды. Консольден жаңа код алыңыз.
link-taken = Бұл чатқа басқа қызметкердің хабарламалары келеді, солай қалды. Кодты өз Telegram-ыңыздан жіберіңіз: ол әлі жарамды.
specialist-hint = Бұл чат тек хабарлама үшін. Оқу мен жауап беру консольде. Балалар туралы мұнда жазбаңыз.
not-here =
    { $named ->
        [yes] Бұл басқа чат, мұнда ешкім оқымайды. Мына жерде оқиды: @{ $bot }. Қауіп болса: { $emergency }.
       *[no] Бұл басқа чат, мұнда ешкім оқымайды. Қауіп болса: { $emergency }.
    }
button-console = Консольді ашу

## The forum group: all that is ever written into a topic

topic-waits = Күтуде
topic-taken = Алынды
topic-answered = Жауап берілді
