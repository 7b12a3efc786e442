# Words of ours that stand outside of our pages: on a school's wall and on other people's sites.
# A poster hangs where everybody passes: nothing on it may frighten, or shame whoever stands before it.

# Said by a screen reader after the label of the button on another site.
embed-new-tab = откроется в новой вкладке

# The sheet
poster-title = Нужна помощь? Напиши.
poster-lead = Можно о себе. Можно о друге.
poster-name = Имя не нужно
poster-person = Отвечает человек
poster-phone = Звонить не нужно
poster-scan = Наведи камеру телефона
poster-type = или набери адрес
poster-call = Позвонить тоже можно
poster-emergency = если опасно прямо сейчас, круглосуточно
poster-ru-child = детский телефон доверия, с мобильного
poster-ru-child-long = он же, с любого телефона
poster-kz-child = помощь детям и семьям, круглосуточно
poster-hours = Почти везде круглосуточно. Звонок бесплатный.
poster-hours-kz = Звонок бесплатный.
poster-tear = Оторви и возьми с собой

# The page on which the school's staff choose a sheet
poster-page = Плакат для школы
poster-page-lead = Выберите страну и язык, напечатайте лист и повесьте там, где можно постоять одному.
poster-region = Страна
poster-region-ru = Россия
poster-region-kz = Казахстан
poster-language = Язык
poster-language-ru = Русский
poster-language-kk = Казахский
poster-language-en = Английский
poster-tag = Метка плаката
poster-tag-none = Без метки
poster-tag-why = Метка называет плакат, а не человека. Список меток ведёт стол.
poster-pdf = Скачать PDF
poster-print = Или напечатайте эту страницу: на бумаге будет только лист. Масштаб сто процентов, без полей и колонтитулов.
poster-sheet = Так выглядит лист
