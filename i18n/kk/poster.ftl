# Words of ours that stand outside of our pages. Model: ru/poster.ftl.
# NOT READ BY A NATIVE SPEAKER AND A PSYCHOLOGIST YET (domain.md §6).
embed-new-tab = жаңа қойындыда ашылады

poster-title = Көмек керек пе? Жаз.
poster-lead = Өзің туралы да, досың туралы да жазуға болады.
poster-name = Атың керек емес
poster-person = Адам жауап береді
poster-phone = Қоңырау шалмай-ақ
poster-scan = Телефон камерасын бағытта
poster-type = немесе мекенжайды тер
poster-call = Қоңырау шалуға да болады
poster-emergency = дәл қазір қауіп болса, тәулік бойы
poster-ru-child = балалардың сенім телефоны, ұялы телефоннан
poster-ru-child-long = сол телефон, кез келген нөмірден
poster-kz-child = балалар мен отбасына көмек, тәулік бойы
poster-hours = Көп жерде тәулік бойы. Қоңырау тегін.
poster-hours-kz = Қоңырау тегін.
poster-tear = Жыртып ал, өзіңмен бірге алып жүр

poster-page = Мектепке арналған плакат
poster-page-lead = Ел мен тілді таңдап, парақты басып шығарыңыз. Жалғыз тұруға болатын жерге іліңіз.
poster-region = Ел
poster-region-ru = Ресей
poster-region-kz = Қазақстан
poster-language = Тіл
poster-language-ru = Орысша
poster-language-kk = Қазақша
poster-language-en = Ағылшынша
poster-tag = Плакат белгісі
poster-tag-none = Белгісіз
poster-tag-why = Белгі плакатты атайды, адамды емес. Белгілер тізімін көмек үстелі жүргізеді.
poster-pdf = PDF жүктеу
poster-print = Немесе осы бетті басып шығарыңыз: қағазда тек парақ болады. Масштаб жүз пайыз, жиексіз.
poster-sheet = Парақ осылай көрінеді
