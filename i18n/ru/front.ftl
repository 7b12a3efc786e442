# The page at / : stands without store and script.
front-title = Важные номера
front-lead = Если опасно прямо сейчас, звони. Это бесплатно.
front-emergency = Единый номер помощи, круглосуточно.
front-ru = Россия. Детский телефон доверия, почти везде круглосуточно.
front-kz = Казахстан. Помощь детям и семьям, круглосуточно.

# The bot's commands, as Telegram lists them under its menu button: neutral, somebody else may hold the phone.
command-hide = Скрыть
command-help = Номера
command-start = Начало

# Of the desk's own bot.
command-on = Начать смену
command-off = Закончить смену
