# What a reporter of 14–17 reads: as an equal: choices, what the law allows, where our promise ends. No gender. Model: ru/teen.ftl.
# Limits (conversation.md rule 17; domain.md §4): 300 characters, 12 words a sentence on average and 16 at most.
# No digit stands here: phone numbers are $emergency, $ru_child, $ru_child_long, $ru_investigators, $kz_child (triage/packs).
# After a change: python -m tools.textlint --rehash (the reviewer's signature under a changed text is void).

watermark = Demo. The texts are not checked yet.

## Before anything is told

first =
    In danger now? Call { $emergency }, it is free.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

    { $desk ->
       *[open] I'm a bot. Adults on duty read your words.
        [night] I'm a bot. Adults read after { $opens }. Until then: { $emergency }.
        [unknown] I'm a bot. Adults read it, but not now. Until then: { $emergency }.
    }
    Telegram sees this chat too.
    We get help without asking if a life or a small child is in danger. Or if a person working with kids does harm.

web-first =
    In danger now? Call { $emergency }, it is free.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

    { $desk ->
       *[open] I'm a bot. Adults on duty read your words.
        [night] I'm a bot. Adults read after { $opens }. Until then: { $emergency }.
        [unknown] I'm a bot. Adults read it, but not now. Until then: { $emergency }.
    }
    Anyone near sees this screen.
    We get help without asking if a life or a small child is in danger. Or if a person working with kids does harm.

hello =
    I am here. I'm a bot. Write anything, in any mood. Testing me is fine too.
    { $desk ->
       *[open] If it is serious, people on duty read it.
        [night] If it is serious, people read it, from { $opens }.
        [unknown] If it is serious, people read it, but not right now.
    }

    In danger? Call { $emergency }.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

# Lines before a question or before what happens next. They may follow any words: nothing in them soothes or slows down.

lead-kept = Kept. People will read it. In danger? Call { $emergency }.
lead-done = Thank you. No more questions.

## Questions

ask-who =
    How old are you?
    What can be done, and who decides, depends on it.

ask-safe =
    Are you in danger right now?
    If you are writing about someone else, tap “{ a-safe-other }”.

ask-safe2 = Is the person you are writing about in danger right now?

ask-near =
    { $about ->
       *[me] If someone harms you, is this person near you now?
        [other] If someone harms the one you write about, is this person near them now?
    }
    Or will they be near later today?

ask-die =
    I will ask you directly, and you can answer just as it is.
    Do you think about dying or killing yourself?

ask-die-now =
    Do you want to die now or today?
    You can talk to a real person right now: { $emergency }.

ask-place =
    { $about ->
       *[me] If you want people to come to you, write where you are.
        [other] If you want people to go there, write where it is.
    }
    Writing it or not is your choice. A call is faster: { $emergency }.

ask-story =
    { $about ->
       *[me] What happened? In your own words, as much as you want.
        [other] What happened to the person you write about? In your own words, as much as you want.
    }
    No names needed. You can record your voice if nobody can hear you.

    Someone coming? Tap “{ button-hide }” at once.

ask-child-age =
    How old is the person you are writing about?

ask-hurt =
    { $about ->
       *[me] Are you in pain now? Do you need a doctor?
        [other] Is the person you write about in pain now? Is a doctor needed?
    }
    For an ambulance, call { $emergency }.

ask-last = What you told me: when did it last happen?

ask-tie =
    { $about ->
       *[me] If someone harms you, who is this person to you?
        [other] If someone harms the one you write about, who is this person to them?
    }
    No name needed.

ask-region = Which country are you in now?

ask-answer =
    May I write to you here, and when is it safe?
    “{ a-answer-silent }”: nothing makes a sound, you look in when you can.

ask-wishes =
    What do you think should happen? And what should not?
    This gets read first, before everything else.

## The first answer, and the second message after it

believed =
    I believe you.
    Thank you for telling me.
    It is not your fault.

    { $desk ->
       *[open] All this is kept. Next, a person on duty reads it.
        [night] All this is kept. A person reads it after { $opens }.
        [unknown] All this is kept. A person will read it, but not now.
    }
    They answer here, without sound. I don't know exactly when, so look in here.
    In danger? Call { $emergency }.

    You choose the next step.

web-believed =
    I believe you.
    Thank you for telling me.
    It is not your fault.

    { $desk ->
       *[open] All this is kept. Next, a person on duty reads it.
        [night] All this is kept. A person reads it after { $opens }.
        [unknown] All this is kept. A person will read it, but not now.
    }
    They answer here, I don't know exactly when. If you close the page, “{ button-code }” brings you back.
    In danger? Call { $emergency }.

    You choose the next step.

safe-word =
    Someone near? Tap “{ button-hide }”.
    The chat goes empty, but your place in the queue stays yours.

    To come back, write this Russian word here:
    { $word }

    Remember it, don't keep it on your phone.
    If you forget it, just write to me again.

# These may follow any words whatever, also "I took pills" and "he is at the door": nothing that soothes or slows down
# ("take your time", "have a rest"), and the number in each.

more-a =
    All of it is kept, and a real person will read it.
    Write more if you want.
    In danger? Call { $emergency }.

more-b =
    Kept. I'm a bot, a person answers.
    In a day this chat goes empty, but the people on duty still have your words.
    In danger? Call { $emergency }.

web-more-b =
    Kept. I'm a bot, a person answers.
    This page keeps nothing, the people on duty have your words. “{ button-code }” brings you back.
    In danger? Call { $emergency }.

more-c =
    This is kept too, and a person will read all of it.
    An answer may take long, so look in here.
    In danger? Call { $emergency }.

web-more-c =
    This is kept too, and a person will read all of it.
    An answer may take long. If you leave, “{ button-code }” brings you back.
    In danger? Call { $emergency }.

more-d =
    All of it is kept. A person will read it.
    In danger? Call { $emergency }. If you can't speak aloud, tap “{ button-numbers }”.

preview =
    A specialist will see:
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

## Where things stand

next =
    { $desk ->
       *[open] What comes next. In danger? Call { $emergency }.
        [night] People read from { $opens }. In danger? Call { $emergency }.
        [unknown] People read it later. In danger? Call { $emergency }.
    }

# One line each, in the order of triage/steps.py: at most five stand below the text.

step-call = Most of all now, call { $emergency }.
step-people = Can you leave? Go where there are people.
step-consent = You decide if your words are passed on.
step-read-first = Your words get read before others.
step-read = A person on duty reads your words.
step-read-morning = People read it when they come.
step-write = They write here. No need to answer.
step-gently = Stay with the child, ask nothing.
step-friend = Friend in danger? Call { $emergency }, tell an adult.
step-decide = You can write what you want and what not.
step-help = If we call help, we try to tell you.
step-line-ru = To talk: { $ru_child }, almost everywhere day and night.
step-line-kz = To talk: { $kz_child }, day and night.

status =
    { $state ->
        [waiting] Your words are waiting for a person. I don't know how long it will take.
        [held] A person has your words. There is no answer yet.
        [held_again] A person has your new words. They have no answer yet. It is not because of you.
        [closed] We talked before. We still have your words. Write, and a person reads again.
        [draft] Your words are locked, nobody reads them. You decide whether to pass them on.
        [deleting] We still have your words. A person decides about erasing them.
       *[answered]
            { $sealed ->
               *[no] You have an answer.
                [yes] Old answers are locked for now. A person opens them. Then write the code again. New ones come here.
            }
    }
    { $unread ->
        [0] Want to add or correct something? Write.
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
    I can't call for you. In danger? Call { $emergency }, free.
    { $country ->
       *[none]
        Russia: { $ru_child } · { $ru_child_long }
        (almost everywhere day and night)
        Russia, “Child in danger”: { $ru_investigators }, calls are recorded
        Kazakhstan: { $kz_child }
        [ru]
        Helpline: { $ru_child } · { $ru_child_long }
        (almost everywhere day and night)
        “Child in danger”: { $ru_investigators }, calls are recorded
        [kz]
        Help for children and families: { $kz_child }, day and night, free
    }

    Can't speak aloud? Call, and put the phone near you. Go to people. Write to a friend.
    The call stays in the call list.

abroad =
    In danger? Call { $emergency }.
    { $country ->
       *[none]
        Russia: { $ru_child } · Kazakhstan: { $kz_child }
        (almost everywhere day and night)
        [ru]
        Helpline in Russia: { $ru_child }
        (almost everywhere day and night)
        [kz] Help for children in Kazakhstan: { $kz_child }, day and night
    }

    We are in another country. Our person reads your words too, but these numbers are faster where you are.

danger =
    Call { $emergency } now, it is free.

    Can't speak aloud? Call, and put the phone near you.
    If you can leave, go where there are people.

danger-self =
    Call { $emergency } now, it is free.
    It is good that you say this.

    Ask someone you trust to be with you.
    Already feeling ill? Say so at once.

danger-other =
    Call { $emergency } now, it is free.

    Get an adult you trust.
    Do not go there without an adult.

more-now =
    Call { $emergency } now, it is free.
    Can't talk? Call, and put the phone near you.
    Your words are kept. Someone coming? Tap “{ button-hide }”.

passed-on =
    Your words go to the person talking with you. The answer may take a while.
    In danger now? Call { $emergency }.

calm =
    In danger? Call { $emergency }.

    Look around and find five things of one colour.
    Press your feet into the floor and feel how firm it is.
    Breathe in, then breathe out slowly, longer than in.
    If this is not for you, stop at any moment.

doctor =
    See a doctor early: some medicines work only for three days, some for five. Later is possible too.
    Washed already? You did nothing wrong.
    In Russia you consent to treatment yourself from fifteen. The doctor may have to tell the police.
    In a lot of pain? Call { $emergency }.

online =
    It is not your fault. Nobody blames you here.
    Don't pay, send nothing more, don't answer.
    Keep the threats, nickname, links, then block.
    Tell an adult you trust. Or call { $emergency }, in Russia also { $ru_investigators } (calls are recorded).
    Send your pictures to nobody, not even to us.

advocate =
    In Russia those under sixteen can, in some cases, have a free advocate. That is a lawyer on your side.
    Your legal representative asks for one. That is the adult responsible for you.
    No such adult, or they are against it? Ask here what is possible.

menu =
    { $signal ->
        [yes] “{ button-stop }”: I go quiet, adults still have your words.
       *[no] “{ button-stop }”: I go quiet. You can write at any time.
    }
    { $signal ->
        [yes] “{ button-delete }”: the chat goes empty, we still have your words. A person decides about erasing them.
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
        [yes] “{ button-stop }”: I go quiet, adults still have your words.
       *[no] “{ button-stop }”: I go quiet. You can write at any time.
    }
    { $signal ->
        [yes] “{ button-delete }”: the page goes empty, we still have your words. A person decides about erasing them.
       *[no] “{ button-delete }”: the page goes empty.
    }
    { $signal ->
        [yes] “{ button-hide }”: another page. Adults still have your words.
       *[no] “{ button-hide }”: another page opens.
    }
    { $signal ->
        [yes] “{ button-code }”: come in from any phone.
       *[no] “{ button-numbers }”: phone numbers.
    }

language = Which language suits you?

stopped =
    All right, I am quiet. Nothing is erased.
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
            [guardianship] the guardianship office, which protects children
            [other] a service that can help
        }.
        [had]
        This is about what you wrote. We say it openly.
        We had to tell { $to ->
           *[police] the police
            [guardianship] the guardianship office, which protects children
            [other] a service that can help
        }.
        A life was in danger, and we could not wait.
    }
    This is not to punish you, and it is not your fault.
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
    Thank you for the answer. It is not your fault.
    We are calling people again. If you want, write what is wrong.
    In danger? Call { $emergency }.

reply-waiting =
    There is something new.
    Open it when it suits you.

reply =
    An answer for you:

reply-gone =
    I could not show this answer, but the adults have it.
    They are already asked to send it again.

## Coming back

returned =
    It is good that you are here. The code fits.
    { $sealed ->
       *[no]
            { $state ->
                [waiting] Your words are kept and are waiting for a person on duty.
                [held] A person has your words. There is no answer yet.
                [held_again] A person has your new words. They have no answer yet. It is not because of you.
                [closed] We talked before. We still have your words. Write, and a person reads again.
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
                [waiting] Your words are kept and are waiting for a person on duty.
                [held] A person has your words. There is no answer yet.
                [held_again] A person has your new words. They have no answer yet. It is not because of you.
                [closed] We talked before. We still have your words. Write, and a person reads again.
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
    That is too many codes in a row, so I can't open it now.
    Write the code in an hour. It will still work.

    In danger? Call { $emergency }.

looks-like-code =
    It looks like a code, but it does not fit now. Check the words.
    It is not your fault: it may have been changed.
    Write that here, a person reads it.

## What cannot be taken, and what can

photo-refused =
    I remove photos and files from here. They stay on your phone.
    I don't look at them or keep them. You are believed without them.
    The words under a photo are kept. Write as much as you want.
    In danger? Call { $emergency }.

voice-kept =
    Thank you for talking to me. I believe you.
    I am passing the recording to a real person.
    I'm a bot and can't listen. If you can write, write just one word.
    In danger now? Call { $emergency }.

voice-long =
    I could not take this recording, so nobody will hear it.
    I take up to three minutes. You can say it shorter or write it.
    In danger? Call { $emergency }.

kept-other =
    This is kept, and a person will see it.
    You can use words too, as many as you want.
    In danger? Call { $emergency }.

too-old =
    Telegram does not let me remove messages older than two days.
    You can do it. Find this chat in the list, press and hold. Then choose “Delete”.

deleted-alert =
    { $kept ->
        [yes] The chat is empty. We still have your words. A person decides about erasing them.
       *[no] The chat is empty. Nothing is left in it.
    }

web-deleted-alert =
    { $kept ->
        [yes] The page is empty. We still have your words. A person decides about erasing them.
       *[no] The page is empty. Nothing is left here.
    }

## When something breaks

store-down =
    Something is broken here, so I can't save yet. I keep trying. No need to repeat.
    Buttons may not work. Someone coming? Close the chat.

    In danger now? Call { $emergency }, it is free.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

web-store-down =
    Something is broken here, so I can't save yet. Your words are on the screen. I keep trying.
    Someone coming? Tap “{ button-hide }”, but the words may be lost.

    In danger now? Call { $emergency }, it is free.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

machine-failed =
    Your words are kept. Something is broken here, but a person will read them.

    In danger now? Call { $emergency }, it is free.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

## Answers to questions: at most 20 characters; two in a row 16, three in a row 9. Ages are words: a digit would be a number.

a-who-c10 = 10 or under
a-who-c13 = 11–13
a-who-c17 = 14–17
a-who-adult = 18 or over
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
a-tie-peer = Other teenagers
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
button-give = Pass it on
button-calm = A short pause
button-doctor = Seeing a doctor
button-online = Online threats
button-advocate = My advocate
button-duty = For adults
button-language = Language
button-lang-ru = Русский
button-lang-kk = Қазақша
button-lang-en = English
button-read = Open
button-read-new = Something new. Open
button-copy-words = Copy words
button-copy-digits = Copy digits
