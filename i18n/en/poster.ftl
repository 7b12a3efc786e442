# Words of ours that stand outside of our pages. Model: ru/poster.ftl.
embed-new-tab = opens in a new tab

poster-title = Need help? Write.
poster-lead = About yourself. Or about a friend.
poster-name = No name needed
poster-person = A person answers
poster-phone = No need to call
poster-scan = Point your phone's camera here
poster-type = or type the address
poster-call = You can call, too
poster-emergency = if there is danger right now, day and night
poster-ru-child = child helpline, from a mobile phone
poster-ru-child-long = the same, from any phone
poster-kz-child = help for children and families, day and night
poster-hours = Almost everywhere day and night. The call is free.
poster-hours-kz = The call is free.
poster-tear = Tear one off and keep it

poster-page = A poster for your school
poster-page-lead = Choose the country and the language, print the sheet, and hang it where one can stand alone for a moment.
poster-region = Country
poster-region-ru = Russia
poster-region-kz = Kazakhstan
poster-language = Language
poster-language-ru = Russian
poster-language-kk = Kazakh
poster-language-en = English
poster-tag = Tag of the poster
poster-tag-none = No tag
poster-tag-why = The tag names the poster, not a person. The desk keeps the list of tags.
poster-pdf = Download the PDF
poster-print = Or print this page: only the sheet goes on paper. Scale one hundred per cent, no margins, no headers.
poster-sheet = This is the sheet
