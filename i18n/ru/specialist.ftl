# Everything a specialist reads: alerts in Telegram. The console's labels stand in console.ftl.
# "Вы", no past tense that guesses a gender. Alerts are the same for every signal and every urgency: no word of any report.

## Telegram

alert = Дежурство. В очереди: { $count }. Откройте консоль.
button-seen = Вижу
shift-on = Вы на смене. Оповещения приходят сюда. Закончить: /off
shift-off = Смена окончена. Начать снова: /on
linked = Этот чат теперь получает оповещения. Слов, имён и срочности в них нет.
link-refused = Код не подошёл. Он действует один раз и недолго. Возьмите новый код в консоли.
link-taken = Этот чат уже получает оповещения для другого участника стола, так и осталось. Отправьте код из своего Telegram: он ещё действует.
specialist-hint = Этот чат только для оповещений. Читать и отвечать можно в консоли. Не пишите сюда о детях.
not-here =
    { $named ->
        [yes] Это не тот чат, здесь никто не читает. Читают тут: @{ $bot }. Опасно? Сейчас ответят по { $emergency }.
       *[no] Это не тот чат, здесь никто не читает. Опасно? Сейчас ответят по { $emergency }.
    }
button-console = Открыть консоль

## The forum group: all that is ever written into a topic

topic-waits = Ждёт
topic-taken = Взят
topic-answered = Ответ дан
