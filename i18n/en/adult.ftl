# What a reporter of 18 and over reads: parents, neighbours, teachers, and adults who write of their own childhood. Model: ru/adult.ftl.
# Limits (conversation.md rule 17; domain.md §4): 300 characters, 15 words a sentence on average and 22 at most.
# A survivor's words wait for consent (requirements P-03.2): no line here says that somebody reads them already.
# No digit stands here: phone numbers are $emergency, $ru_child, $ru_child_long, $ru_investigators, $kz_child (triage/packs).
# After a change: python -m tools.textlint --rehash (the reviewer's signature under a changed text is void).

watermark = Demo. The texts are not checked yet.

## Before anything is told

first =
    In danger now? Call { $emergency }, it is free.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

    { $desk ->
       *[open] I am a bot. Specialists on duty read messages.
        [night] I am a bot. Specialists read from { $opens }, now { $emergency } answers.
        [unknown] I am a bot. Specialists read, but not now. Now { $emergency } answers.
    }
    Telegram sees this chat too.
    We act without consent if a life or a small child is in danger. Or if a person working with kids does harm.

web-first =
    In danger now? Call { $emergency }, it is free.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

    { $desk ->
       *[open] I am a bot. Specialists on duty read messages.
        [night] I am a bot. Specialists read from { $opens }, now { $emergency } answers.
        [unknown] I am a bot. Specialists read, but not now. Now { $emergency } answers.
    }
    Anyone near sees this screen.
    We act without consent if a life or a small child is in danger. Or if a person working with kids does harm.

hello =
    I am here. I am a bot. Write about what worries you: a child or yourself, in any words.
    { $desk ->
       *[open] Specialists are on duty now.
        [night] Specialists read from { $opens }.
        [unknown] Specialists read, but not now. We do not know when.
    }

    In danger? Call { $emergency }.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

# Lines before a question or before what happens next. They may follow any words: nothing in them soothes or slows down.

lead-kept = Kept for a specialist. In danger? Call { $emergency }.
lead-done = Thank you. No more questions.

## Questions

ask-who =
    How old are you?
    What can be offered, and who decides, depends on it.

ask-about =
    About whom are you writing?
    “{ a-about-near }”: of relatives, neighbours, friends.

ask-safe =
    Are you in danger right now?
    If you are writing about someone else, tap “{ a-safe-other }”.

ask-safe2 = Is this child in danger right now?

ask-near =
    { $about ->
       *[me] If someone harms you, is this person near you now?
        [other] If someone harms the child, is this person near the child now?
    }
    Or will they be near later today?

ask-die =
    We ask this directly. You can answer just as it is.
    Do you think about dying or killing yourself?

ask-die-now =
    Do you want to die now or today?
    You can talk to a real person right now: { $emergency }.

ask-place =
    { $about ->
       *[me] If you want people to come to you, write where you are.
        [other] If you want people to come to the child, write where the child is.
    }
    A call is faster: { $emergency }. You can skip this question.

ask-story =
    { $about ->
       *[me] What happened? In your own words, as much as you want.
        [other] What do you see, hear or know? In your own words, as much as you want.
    }
    No names and no proof are needed. You can use your voice if nobody can hear you.

    Someone coming? Tap “{ button-hide }” at once.

ask-child-age =
    How old is the child?

ask-hurt =
    { $about ->
       *[me] Are you in pain now? Do you need a doctor?
        [other] Is the child in pain now? Is a doctor needed?
    }
    For an ambulance, call { $emergency }.

# Of an adult who writes of the own past: yes keeps the words in the queue (requirements P-03.3), so it is said before the answer.

ask-others =
    May the person you write about hurt a child now?
    If yes or “{ a-unknown }”, a specialist sees your words even without your consent: to protect that child.

ask-last = What you wrote about: when did it last happen?

ask-tie =
    { $about ->
       *[me] If someone harms or harmed you, who is this person to you?
        [other] If someone harms the child, who is this person to the child?
    }
    No name needed.

ask-region = Which country are you in now?

ask-answer =
    May we write to you here, and when is it safe?
    “{ a-answer-silent }”: nothing makes a sound, you look in when you can.

ask-wishes =
    What help do you want? What should not be done?
    A specialist reads this before everything else.

## The first answer, and the second message after it

believed =
    I believe you.
    Thank you for telling me.
    It is not the child's fault. If that child was you, it is not your fault.

    { $desk ->
       *[open] All this is kept. A person answers here: a specialist on duty.
        [night] All this is kept. A person answers here, specialists read from { $opens }.
        [unknown] All this is kept. A person answers here, but not now. We do not know when.
    }
    The answer makes no sound, so look in here.
    In danger? Call { $emergency }.

    You choose the next step.

web-believed =
    I believe you.
    Thank you for telling me.
    It is not the child's fault. If that child was you, it is not your fault.

    { $desk ->
       *[open] All this is kept. A person answers here: a specialist on duty.
        [night] All this is kept. A person answers here, specialists read from { $opens }.
        [unknown] All this is kept. A person answers here, but not now. We do not know when.
    }
    If you close the page, “{ button-code }” brings you back.
    In danger? Call { $emergency }.

    You choose the next step.

safe-word =
    Is someone near? Tap “{ button-hide }”.
    The chat goes empty, but this cancels nothing.

    To come back, write this Russian word here:
    { $word }

    Remember it and do not keep it on your phone.
    If you forget it, just write again.

# These may follow any words whatever, also "I took pills" and "he is at the door": nothing that soothes or slows down
# ("take your time", "have a rest"), and the number in each.

more-a =
    All of it is kept for a specialist.
    Write more if you want.
    In danger? Call { $emergency }.

more-b =
    Kept. I am a bot, a person answers.
    In a day this chat goes empty. “{ button-next }” shows what is kept with us.
    In danger? Call { $emergency }.

web-more-b =
    Kept. I am a bot, a person answers.
    This page keeps nothing. “{ button-next }” shows what is kept with us.
    In danger? Call { $emergency }.

more-c =
    This is kept too, together with the rest.
    An answer may take long, so look in here.
    In danger? Call { $emergency }.

web-more-c =
    This is kept too, together with the rest.
    An answer may take long. If you leave, “{ button-code }” brings you back.
    In danger? Call { $emergency }.

more-d =
    This too is kept for a specialist.
    In danger? Call { $emergency }. If you cannot speak aloud, tap “{ button-numbers }”.

preview =
    Kept for a specialist:
    { $answers ->
        [one] { $answers } answer to the bot's questions
       *[other] { $answers } answers to the bot's questions
    }
    { $messages ->
        [one] { $messages } message of yours
       *[other] { $messages } messages of yours
    }
    The bot cannot show you the words: they are locked for it too.
    Is there something you want to happen or not to happen? Tap “{ button-wish }”.
    In danger? Call { $emergency }.

wished =
    Kept. This stands first, before all your other words.
    If you change your mind or want to add something, write.
    In danger? Call { $emergency }.

## An adult's own words belong to that adult

consent =
    I believe you. It is not your fault.
    In danger? Call { $emergency }.

    Your words belong to you.
    { $kept ->
       *[yes] Shall we pass them to a specialist? Nobody reads them now. Without your consent they are erased within a day.
        [no] Nothing is written down yet. Shall we pass what you write to a specialist?
        [opened] To be honest, a specialist opened them before we knew who was writing. Shall we pass them on for more help?
        [held] To be honest, a specialist opened them before we knew who was writing. They stay there. Do you want us to answer you and go on helping?
    }
    The exception: if a child is in danger now, we act at once.

refused =
    { $kept ->
       *[no] All right. Nothing is passed on and nobody reads it. What was kept is erased within a day.
        [opened] All right. Your words go no further. People on duty have seen them, and we cannot erase that from memory. What was kept is erased within a day.
        [held] All right. A specialist has your words already and keeps them. Your “do not pass on” stands first there.
    }
    You can change your mind at any time: tap “{ button-give }” or write again.
    In danger? Call { $emergency }.

given =
    Thank you for your trust. Your words are passed to a specialist.
    { $desk ->
       *[open] A specialist is on duty, the answer comes to this chat. In danger? Call { $emergency }.
        [night] Specialists read from { $opens }. In danger? Call { $emergency }, they answer now.
        [unknown] Nobody is on duty now. In danger? Call { $emergency }, they answer now.
    }
    You decide together what comes next. You can stop at any time.

web-given =
    Thank you for your trust. Your words are passed to a specialist.
    { $desk ->
       *[open] A specialist is on duty, the answer comes to this page. In danger? Call { $emergency }.
        [night] Specialists read from { $opens }. In danger? Call { $emergency }, they answer now.
        [unknown] Nobody is on duty now. In danger? Call { $emergency }, they answer now.
    }
    You decide together what comes next. You can stop at any time.
    If you close the page, “{ button-code }” brings you back: it is behind “{ button-menu }”.

orgs =
    These organisations work with people who lived through this as children. It does not matter how long ago.
    You can turn to them without us. Their hours may have changed, so please check.

duty =
    Russia: all who know of a threat to a child inform the guardianship authority. Prevention services must do so at once.
    Kazakhstan: by law, teachers answer for silence about harm to a pupil.
    No proof is needed. Write without names, do not question the child.

signs =
    Look out for sudden change: fear of going home or of being with someone, silence, unexplained bruises or gifts.
    Say: “I believe you. It is not your fault.”
    Do not question, promise secrecy or warn the person causing harm.

## Where things stand

next =
    { $desk ->
       *[open] What comes next. In danger? Call { $emergency }.
        [night] People read from { $opens }. In danger? Call { $emergency }.
        [unknown] Nobody is on duty now. In danger? Call { $emergency }.
    }

# One line each, in the order of triage/steps.py: at most five stand below the text.

step-call = Most of all now, call { $emergency }.
step-people = If you can leave, go where there are people.
step-consent = First you decide if your words are passed on.
step-read-first = If passed on, it is read before others.
step-read = If passed on, a specialist on duty reads it.
step-read-morning = If passed on, people read it when they come.
step-write = The answer comes here.
step-gently = Be with the child, do not question.
step-friend = Just be there for this person.
step-decide = You can write what you want and what not.
step-help = If a life is in danger, we report it at once.
step-line-ru = To talk: { $ru_child }, almost everywhere day and night.
step-line-kz = To talk: { $kz_child }, day and night.

status =
    { $state ->
        [waiting] Your words are waiting for a specialist. We do not know how long it will take.
        [held] A specialist has your words. There is no answer yet.
        [held_again] A specialist has your new words. They have no answer yet.
        [closed] We talked before. We still have your words. Write, and a specialist reads again.
        [draft] Your words are locked, nobody reads them. You decide whether to pass them on. Without consent they are erased within a day.
        [deleting] We still have your words. A person decides about erasing them.
       *[answered]
            { $sealed ->
               *[no] You have an answer.
                [yes] Old answers are locked for now. A person opens them. Then write the code again. New ones come here.
            }
    }
    { $unread ->
        [0] You can add or correct something: write.
        [one] { $unread } answer is waiting for you. Tap “{ button-read }”.
       *[other] { $unread } answers are waiting for you. Tap “{ button-read }”.
    }
    { $desk ->
       *[open] People are on duty now. In danger? Call { $emergency }.
        [night] People read from { $opens }. In danger? Call { $emergency }, they answer now.
        [unknown] Nobody is on duty now. In danger? Call { $emergency }, they answer now.
    }

## Help and control

numbers =
    I can't call. In danger? Call { $emergency }, free.
    { $country ->
       *[none]
        Russia, for children and parents: { $ru_child } · { $ru_child_long }
        (almost everywhere day and night)
        Russia, “Child in danger”: { $ru_investigators }, calls are recorded
        Kazakhstan: { $kz_child }
        [ru]
        For children and parents: { $ru_child } · { $ru_child_long }
        (almost everywhere day and night)
        “Child in danger”: { $ru_investigators }, calls are recorded
        [kz]
        For children and families: { $kz_child }, day and night, free
    }

    Cannot speak aloud? Call, and put the phone near you. Go to people.
    The call stays in the call list.

abroad =
    In danger? Call { $emergency }.
    { $country ->
       *[none]
        Russia: { $ru_child } · Kazakhstan: { $kz_child }
        (almost everywhere day and night)
        [ru]
        For children and parents in Russia: { $ru_child }
        (almost everywhere day and night)
        [kz] For children and families in Kazakhstan: { $kz_child }, day and night
    }

    We are in another country. Our specialist is here too, but these numbers are faster where you are.

danger =
    Call { $emergency } now, it is free.

    Cannot speak aloud? Call, and put the phone near you.
    If you can leave, go where there are people.

danger-self =
    Call { $emergency } now, it is free.
    It is good that you say this.

    Ask someone you trust to be with you.
    Already feeling ill? Say so at once.

danger-other =
    Is a child in danger now? Call { $emergency }, it is free.

    If it is safe, take the child away or stay close.
    Do not argue with the person causing harm.

more-now =
    Call { $emergency } now, it is free.
    Can't talk? Call, and put the phone near you.
    Your words are kept. Someone coming? Tap “{ button-hide }”.

passed-on =
    Your words go to the specialist talking with you. The answer may take a while.
    In danger now? Call { $emergency }.

calm =
    In danger? Call { $emergency }.

    Look around and find five things of one colour.
    Press your feet into the floor and feel how firm it is.
    Breathe in, then breathe out slowly, longer than in.
    If this is not for you, stop at any moment.

doctor =
    It is best to see a doctor within three days: protection from infections may still work. Emergency contraception: up to five days. Later a doctor is needed too.
    Washed already? Nobody did anything wrong.
    The doctor may have to tell the police.
    Blood or strong pain: { $emergency }.

online =
    It is not the child's fault, nor yours. Do not scold.
    Do not pay, send nothing more, do not answer.
    Keep threats, nickname, links, then block. Forward the pictures to nobody, not even to us.
    Call { $emergency }, in Russia also { $ru_investigators } (calls are recorded).

advocate =
    In Russia a child under sixteen has a right to a state-paid advocate in cases of sexual crime.
    The child's legal representative asks for one by filing a motion.
    The advocate is on the child's side. A specialist can tell you how to file: ask here.

menu =
    { $signal ->
        [yes] “{ button-stop }”: the bot goes quiet, specialists keep what was passed on.
       *[no] “{ button-stop }”: the bot goes quiet. You can write at any time.
    }
    { $signal ->
        [yes] “{ button-delete }”: the chat goes empty. We still have what was passed on about a child. A person decides about erasing it.
       *[no] “{ button-delete }”: the chat goes empty.
    }
    { $signal ->
        [yes] “{ button-word }”: a new secret word.
       *[no] “{ button-hide }”: the chat looks like new.
    }
    { $signal ->
        [yes] “{ button-code }”: come in from any phone.
       *[no] “{ button-numbers }”: phone numbers.
    }

web-menu =
    { $signal ->
        [yes] “{ button-stop }”: the bot goes quiet, specialists keep what was passed on.
       *[no] “{ button-stop }”: the bot goes quiet. You can write at any time.
    }
    { $signal ->
        [yes] “{ button-delete }”: the page goes empty. We still have what was passed on about a child. A person decides about erasing it.
       *[no] “{ button-delete }”: the page goes empty.
    }
    { $signal ->
        [yes] “{ button-hide }”: another page opens, nothing else changes.
       *[no] “{ button-hide }”: another page opens.
    }
    { $signal ->
        [yes] “{ button-code }”: come in from any phone.
       *[no] “{ button-numbers }”: phone numbers.
    }

language = Which language suits you?

stopped =
    All right, the bot is quiet. Nothing is erased.
    You can come back at any moment: just write.
    In danger? Call { $emergency }.

code =
    This is your code. It shows only once.

    { $words }

    No Russian? Digits:
    { $digits }

    Open this bot on any phone and write the code: the answers come back.
    Keep it somewhere other than a phone. Whoever has the code has the answers.

web-code =
    This is your code. It shows only once.

    { $words }

    No Russian? Digits:
    { $digits }

    Write it down and hide it, or remember it. If others see your photos, take no photo.
    Only this code opens the answers: on this page, on any device.

code-new =
    This is your new code. It shows only once. The old one has stopped.

    { $words }

    No Russian? Digits:
    { $digits }

    Write it to this bot on any phone.
    Old answers come later: a person opens them.
    Keep it, not in a phone. Who has the code has the answers.

web-code-new =
    This is your new code. It shows only once. The old one has stopped.

    { $words }

    No Russian? Digits:
    { $digits }

    Write it down and hide it, or remember it.
    Only this code opens the answers: on this page, on any device.

code-gone =
    The code cannot be shown again. It shows only once, for a short time.
    Your secret word works and brings you back here.
    Lost it, or did someone see it? Take a new one. Old answers stay locked until a person opens them.

web-code-gone =
    The code cannot be shown again. It shows only once, for a short time.
    Lost it, or did someone see it? Take a new one. Old answers stay locked until a person opens them.

## Answers of a person

unanswered =
    No one has answered you yet. It is not about you.
    We are calling other people on the team. What you write is kept.
    Someone near? Tap “{ button-hide }”.
    In danger? Call { $emergency }, they answer now.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

## Others are told, and support ends

told =
    { $way ->
       *[will]
        This is about what you wrote. We say it openly, and to you first.
        We will tell { $to ->
           *[police] the police
            [guardianship] the guardianship authority
            [other] a service that can help
        }.
        [had]
        This is about what you wrote. We say it openly.
        We had to tell { $to ->
           *[police] the police
            [guardianship] the guardianship authority
            [other] a service that can help
        }.
        A life was in danger, and we could not wait.
    }
    If this makes it more dangerous, or you have a question, write here.
    In danger? Call { $emergency }.

after =
    The talk is over for now. You can come back any day: just write, and a person will read it.

    How is it now, compared with the first day?
    You do not have to answer.
    In danger? Call { $emergency }.

after-better =
    Thank you for the answer.
    If it gets worse, write here any day.
    In danger? Call { $emergency }.

after-same =
    Thank you for the answer.
    If you want to add something, write. A person will read it.
    In danger? Call { $emergency }.

after-worse =
    Thank you for the answer.
    We are calling people again. If you want, write what is wrong.
    In danger? Call { $emergency }.

reply-waiting =
    There is something new.
    Open it when it suits you.

reply =
    An answer for you:

reply-gone =
    We could not show this answer, but the specialists have it.
    They are already asked to send it again.

## Coming back

returned =
    It is good that you are here. The code fits.
    { $sealed ->
       *[no]
            { $state ->
                [waiting] Your words are kept and are waiting for a specialist.
                [held] A specialist has your words. There is no answer yet.
                [held_again] A specialist has your new words. They have no answer yet.
                [closed] We talked before. We still have your words. Write, and a specialist reads again.
                [draft] Your words are locked. You decide whether to pass them on.
                [deleting] We still have your words. A person decides about erasing them.
               *[answered] You have an answer.
            }
        [yes] Old answers are locked for now. A person opens them. Then write the code again. New ones come here.
    }
    { $unread ->
        [0] You can write more.
       *[other] The answers come below.
    }

returned-word =
    It is good that you are here. The word fits.
    { $sealed ->
       *[no]
            { $state ->
                [waiting] Your words are kept and are waiting for a specialist.
                [held] A specialist has your words. There is no answer yet.
                [held_again] A specialist has your new words. They have no answer yet.
                [closed] We talked before. We still have your words. Write, and a specialist reads again.
                [draft] Your words are locked. You decide whether to pass them on.
                [deleting] We still have your words. A person decides about erasing them.
               *[answered] You have an answer.
            }
        [yes] We have your words.
    }
    { $unread ->
        [0] You can write more.
       *[other] There is a new answer. Tap “{ button-read }”.
    }
    { $sealed ->
       *[no] Your code of five words opens older answers. No code? Just say so.
        [yes] Old answers are locked for now. A person opens them. Then write the code again. New ones come here.
    }

code-wait =
    That is too many codes in a row, so we cannot open it now.
    Write the code in an hour. It will still work.

    In danger? Call { $emergency }.

looks-like-code =
    It looks like a code, but it does not fit now. Check the words.
    It is not your fault: it may have been changed.
    Write that here, a person reads it.

## What cannot be taken, and what can

photo-refused =
    Photos and files are removed from here. They stay on your phone.
    We do not look at them or keep them. You are believed without them.
    The words under a photo are kept. Write as much as you want.
    In danger? Call { $emergency }.

voice-kept =
    Thank you for telling me. I believe you.
    The recording is passed to a specialist. The bot itself does not listen.
    If you can write, write just one word.
    In danger now? Call { $emergency }.

voice-long =
    I could not take this recording, so nobody will hear it.
    We take up to three minutes. You can say it shorter or write it.
    In danger? Call { $emergency }.

kept-other =
    This is kept for a specialist.
    You can use words too, as many as you want.
    In danger? Call { $emergency }.

too-old =
    Telegram does not let the bot remove messages older than two days.
    You can do it: find this chat in the list, press and hold, then choose “Delete”.

deleted-alert =
    { $kept ->
        [yes] The chat is empty. We still have the words. A person decides about erasing them.
       *[no] The chat is empty. Nothing is left in it.
    }

web-deleted-alert =
    { $kept ->
        [yes] The page is empty. We still have the words. A person decides about erasing them.
       *[no] The page is empty. Nothing is left here.
    }

## When something breaks

store-down =
    Something is broken here, so nothing can be saved yet. The bot keeps trying. No need to repeat.
    Buttons may not work. Someone coming? Close the chat.

    In danger now? Call { $emergency }, it is free.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

web-store-down =
    Something is broken here, so nothing can be saved yet. Your words are on the screen. The page keeps trying.
    Someone coming? Tap “{ button-hide }”, but the words may be lost.

    In danger now? Call { $emergency }, it is free.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

machine-failed =
    Your words are kept. Something is broken here, but they stay here for a specialist.

    In danger now? Call { $emergency }, it is free.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

## Answers to questions: at most 20 characters; two in a row 16, three in a row 9. Ages are words: a digit would be a number.

a-who-c10 = 10 or under
a-who-c13 = 11–13
a-who-c17 = 14–17
a-who-adult = 18 or over
a-about-self = Me, as a child
a-about-mine = My child
a-about-near = A child I know
a-about-work = I work with kids
a-safe-danger = Yes
a-safe-calm = No
a-safe-other = Not me
a-safe2-danger = Yes
a-safe2-calm = No
a-near-now = Yes, near now
a-near-tonight = Later today
a-near-home = Lives together
a-child-age-u7 = 0–6
a-child-age-u14 = 7–13
a-child-age-u18 = 14–17
a-last-now = Right now
a-last-d3 = Last three days
a-last-d5 = Last five days
a-last-past = Before that
a-tie-family = Family
a-tie-known = Someone I know
a-tie-peer = Children, peers
a-tie-stranger = Stranger, online
a-region-ru = Russia
a-region-kz = Kazakhstan
a-answer-any = Yes, any time
a-answer-day = Only in the day
a-answer-silent = No sound
a-yes = Yes
a-no = No
a-rather-yes = I think yes
a-rather-no = I think no
a-after-better = Better
a-after-same = Same
a-after-worse = Worse
a-unknown = I don't know
a-skip = Skip

## Buttons: at most 20 characters; two in a row 16, three in a row 9

button-need = I need help
button-numbers = Help
button-hide = Hide
button-menu = ⋯
button-back = Back
button-stop = Stop
button-delete = Delete
button-code = My code
button-new-code = New code
button-word = New word
button-next = What next
button-wish = My wish
button-calm = A short pause
button-doctor = Seeing a doctor
button-online = Online threats
button-advocate = A free advocate
button-duty = My duty
button-signs = Signs of harm
button-give = Pass them on
button-refuse = Do not pass on
button-orgs = Organisations
button-language = Language
button-lang-ru = Русский
button-lang-kk = Қазақша
button-lang-en = English
button-read = Open
button-read-new = Something new. Open
button-copy-words = Copy words
button-copy-digits = Copy digits
