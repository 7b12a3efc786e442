# The page at / : stands without store and script. Model: ru/front.ftl.
front-title = Important numbers
front-lead = If you are in danger right now, call. It is free.
front-emergency = One number for all emergencies, day and night.
front-ru = Russia. Child helpline, almost everywhere day and night.
front-kz = Kazakhstan. Help for children and families, day and night.

# The bot's commands, as Telegram lists them under its menu button: neutral, somebody else may hold the phone.
command-hide = Hide
command-help = Numbers
command-start = Start

# Of the desk's own bot.
command-on = Begin the shift
command-off = End the shift
