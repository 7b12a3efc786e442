# The page at / : stands without store and script.
# NOT READ BY A NATIVE SPEAKER AND A PSYCHOLOGIST YET (domain.md §6).
front-title = Маңызды нөмірлер
front-lead = Дәл қазір қауіп болса, қоңырау шал. Бұл тегін.
front-emergency = Бірыңғай көмек нөмірі, тәулік бойы.
front-ru = Ресей. Балалардың сенім телефоны, көп жерде тәулік бойы.
front-kz = Қазақстан. Балалар мен отбасына көмек, тәулік бойы.

# The bot's commands, as Telegram lists them under its menu button: neutral, somebody else may hold the phone.
command-hide = Жасыру
command-help = Нөмірлер
command-start = Бастау

# Of the desk's own bot.
command-on = Кезекшілікті бастау
command-off = Кезекшілікті аяқтау
