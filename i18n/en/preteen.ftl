# What a reporter of 11–13 reads: no gender, no names of acts, every hard word explained where it stands. Model: ru/preteen.ftl.
# Limits (conversation.md rule 17; domain.md §4): 300 characters, 70 words, 8 words a sentence on average and 12 at most.
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
        [unknown] I'm a bot. Adults read it later. Until then: { $emergency }.
    }
    Telegram sees this chat too.
    We get help without asking if a life is in danger. Or a small child. Or if anyone working with children does harm.

web-first =
    In danger now? Call { $emergency }, it is free.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

    { $desk ->
       *[open] I'm a bot. Adults on duty read your words.
        [night] I'm a bot. Adults read after { $opens }. Until then: { $emergency }.
        [unknown] I'm a bot. Adults read it later. Until then: { $emergency }.
    }
    Anyone near sees this screen.
    We get help without asking if a life is in danger. Or a small child. Or if anyone working with children does harm.

hello =
    Hi, I am here. I'm a bot. You can write about anything, even small things.
    { $desk ->
       *[open] If something is wrong, people on duty will read it.
        [night] If something is wrong, people will read it. They read from { $opens }.
        [unknown] If something is wrong, people will read it. But not right now.
    }

    In danger? Call { $emergency }.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

# Lines before a question or before what happens next. They may follow any words: nothing in them soothes or slows down.

lead-kept = It's kept. People will read it. In danger? Call { $emergency }.
lead-done = Thank you. No more questions.

## Questions

ask-who =
    How old are you?
    It helps me find the right words.

ask-safe =
    Are you in danger right now?
    Writing about another person? Tap “{ a-safe-other }”.

ask-safe2 = Is that child in danger right now?

ask-near =
    { $about ->
       *[me] Does someone harm you? Is this person near you now?
        [other] Does someone harm that child? Is this person near the child now?
    }
    Or later today?

ask-die =
    I will ask you directly. Nobody is told off here for any answer.
    Do you think about dying or killing yourself?

ask-die-now =
    Do you want to die now or today?
    You can call right now: { $emergency }.

ask-place =
    { $about ->
       *[me] If you want people to come to you, write where you are.
        [other] If you want people to go there, write where it is.
    }
    A call is faster: { $emergency }. You can skip this question.

ask-story =
    { $about ->
       *[me] What happened? Use your own words, as many as you want.
        [other] What happened with that child? Use your own words, as many as you want.
    }
    Spelling does not matter, and no names are needed.
    If nobody can hear you, you can record your voice.

    Someone coming? Tap “{ button-hide }” at once.

ask-child-age =
    How old is that child?

ask-hurt =
    { $about ->
       *[me] Does anything hurt now? Do you need a doctor?
        [other] Is the child hurt now? Is a doctor needed?
    }
    For an ambulance, call { $emergency }.

ask-last = You told me something. When did it last happen?

ask-tie =
    { $about ->
       *[me] Does someone harm you? Who is this person to you?
        [other] Does someone harm that child? Who is this person to that child?
    }
    No name needed.

ask-region = Which country are you in now?

ask-answer =
    May I write to you here? When is it safe?
    “{ a-answer-silent }”: your phone stays silent. You look in when you can.

ask-wishes =
    What do you want now? And what do you not want?
    Write it here. A person reads it before everything else.

## The first answer, and the second message after it

believed =
    I believe you.
    Thank you for telling me.
    It is not your fault.

    { $desk ->
       *[open] All this is kept. Next, a real person on duty reads it.
        [night] All this is kept. A person reads it after { $opens }.
        [unknown] All this is kept. A person will read it, but not now. I do not know when.
    }
    They answer here, without sound. The wait can be long, so look in here.
    In danger? Call { $emergency }.

    You choose the next step.

web-believed =
    I believe you.
    Thank you for telling me.
    It is not your fault.

    { $desk ->
       *[open] All this is kept. Next, a real person on duty reads it.
        [night] All this is kept. A person reads it after { $opens }.
        [unknown] All this is kept. A person will read it, but not now. I do not know when.
    }
    They answer here. The wait can be long. If you close the page, “{ button-code }” brings you back.
    In danger? Call { $emergency }.

    You choose the next step.

safe-word =
    Is someone near? Tap “{ button-hide }”.
    The chat goes empty, but your place in the queue stays.

    To come back, write this Russian word here:
    { $word }

    Remember it and do not keep it on your phone.
    If you forget it, just write to me again.

# These may follow any words whatever, also "I took pills" and "he is at the door": nothing that soothes or slows down
# ("take your time", "have a rest"), and the number in each.

more-a =
    All of it is kept, and a real person will read it.
    Write more if you want.
    In danger? Call { $emergency }.

more-b =
    I am here, and your words are kept. I'm a bot. A person answers.
    In a day this chat goes empty. Adults still have your words.
    In danger? Call { $emergency }.

web-more-b =
    I am here, and your words are kept. I'm a bot. A person answers.
    This page keeps nothing, adults have your words. “{ button-code }” brings you back.
    In danger? Call { $emergency }.

more-c =
    This is kept too. A person will read all of it.
    An answer may take long, so look in here.
    In danger? Call { $emergency }.

web-more-c =
    This is kept too. A person will read all of it.
    An answer may take long. If you leave, “{ button-code }” brings you back.
    In danger? Call { $emergency }.

more-d =
    It is all kept. A person will read it.
    In danger? Call { $emergency }. If you can't talk, tap “{ button-numbers }”.

# Only 14 and older are shown it.

preview =
    { $answers ->
        [one] Here is { $answers } answer of yours.
       *[other] Here are { $answers } answers of yours.
    }
    { $messages ->
        [one] And { $messages } message.
       *[other] And { $messages } messages.
    }
    The bot cannot show you the words. It does not see them.
    Is there something you want or don't want? Tap “{ button-wish }”.
    In danger? Call { $emergency }.

wished =
    This is kept. A person will see it first of all.
    Want to add something? Write more.
    In danger? Call { $emergency }.

## Where things stand

next =
    { $desk ->
       *[open] What comes next. In danger? Call { $emergency }.
        [night] People read from { $opens }. In danger? Call { $emergency }.
        [unknown] People read it later. In danger? Call { $emergency }.
    }

# One line each, in the order of triage/steps.py: at most five stand below the text.

step-call = First of all, call now: { $emergency }.
step-people = Can you leave? Go where there are people.
step-consent = You decide whether your words are passed on.
step-read-first = Your words get read before others.
step-read = A person on duty reads your words.
step-read-morning = People read it when they come.
step-write = Then they write to you here.
step-gently = Just be there, ask the child nothing.
step-friend = Friend in danger? Call { $emergency }, tell an adult.
step-decide = You can write what you want and what not.
step-help = If we call help, we try to tell you.
step-line-ru = Child line: { $ru_child }, almost everywhere day and night.
step-line-kz = Child line: { $kz_child }, day and night.

status =
    { $state ->
        [waiting] Your words are waiting for a person. I don't know how long it will take.
        [held] A person has your words. There is no answer yet.
        [held_again] A person has your new words. They have no answer yet. It is not because of you.
        [closed] We talked before. We still have your words. Write, and a person reads again.
        [draft] Your words are closed, nobody reads them. You decide whether to pass them on.
        [deleting] We still have your words. A person decides about erasing them.
       *[answered]
            { $sealed ->
               *[no] You have an answer.
                [yes] Old answers are locked for now. A person opens them. Then write the code again. New ones come here.
            }
    }
    { $unread ->
        [0] Want to add something? Write more.
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
    I can't call for you. In danger? Call { $emergency }, it is free.
    { $country ->
       *[none]
        Russia: { $ru_child } · { $ru_child_long }
        (almost everywhere day and night)
        Russia, “Child in danger”: { $ru_investigators }, calls are recorded
        Kazakhstan: { $kz_child }
        [ru]
        Child line: { $ru_child } · { $ru_child_long }
        (almost everywhere day and night)
        “Child in danger”: { $ru_investigators }, calls are recorded
        [kz]
        Help for children: { $kz_child }, day and night, free
    }

    Can't talk? Call, and put the phone near you. Go to people. Write to a friend.
    The call stays in the call list.

abroad =
    In danger? Call { $emergency }.
    { $country ->
       *[none]
        Russia: { $ru_child } · Kazakhstan: { $kz_child }
        (almost everywhere day and night)
        [ru]
        Child line in Russia: { $ru_child }
        (almost everywhere day and night)
        [kz] Help for children in Kazakhstan: { $kz_child }, day and night
    }

    We are in another country. Our person will still read your words.

danger =
    Call { $emergency } now, it is free.

    Can't talk? Call, and put the phone near you.
    Can you leave? Go where there are people.

danger-self =
    Call { $emergency } now, it is free.
    It is good that you tell me.

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
    Your words go to the person talking with you.
    The answer may take a while.
    In danger? Call { $emergency }.

calm =
    In danger? Call { $emergency }.

    Look around and find five things of one colour.
    Put your feet on the floor and feel it.
    Breathe in. Breathe out slowly, longer than in.
    If it does not help, you can stop.

doctor =
    A doctor can help. Some medicines work only for three days, some up to five. You can go later too.
    Washed already? You did nothing wrong.
    An adult you trust can take you.
    The doctor may tell the police.
    In a lot of pain? Call { $emergency }.

online =
    It is not your fault.
    Don't pay, don't send more, don't answer.
    Keep the chat, the nickname and links, then block the person.
    Tell an adult you trust.
    We need no photos. You are believed.
    In danger? Call { $emergency }. In Russia also { $ru_investigators }, calls are recorded.

advocate =
    In Russia a free advocate may help you. That is a lawyer who defends you.
    It is for those under sixteen, and not in every case.
    The adult responsible for you asks for one.
    Want an advocate? Write it here.

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
    Write at any time you want. I will answer.
    In danger? Call { $emergency }.

code =
    This is your code. I show it only once.

    { $words }

    No Russian? Digits:
    { $digits }

    Open this bot on any phone and write the code. The answers come back.
    Hide the code, not in a phone. Show it to nobody.

web-code =
    This is your code. I show it only once.

    { $words }

    No Russian? Digits:
    { $digits }

    Write it on paper and hide it, or remember it. If others see your photos, take no photo.
    Only this code opens the answers. Open this page on any phone and write it.

code-new =
    This is your new code. It shows only once. The old one has stopped.

    { $words }

    No Russian? Digits:
    { $digits }

    Write it to this bot on any phone.
    Old answers come later: a person opens them first.
    Hide the code, not in a phone. Show it to nobody.

web-code-new =
    This is your new code. It shows only once. The old one has stopped.

    { $words }

    No Russian? Digits:
    { $digits }

    Write it on paper and hide it, or remember it.
    Only this code opens the answers. Open this page on any phone and write it.

code-gone =
    I cannot show the code again. It shows once, for a short time.
    Your secret word works. It brings you back here.
    Lost it, or did someone see it? Take a new one. Old answers stay locked until a person opens them.

web-code-gone =
    I cannot show the code again. It shows once, for a short time.
    Lost it, or did someone see it? Take a new one. Old answers stay locked until a person opens them.

## Answers of a person

unanswered =
    No one has answered you yet. It is not because of you.
    We are calling other people on our team. All you write is kept.
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
            [guardianship] people who keep children safe
            [other] people who can help
        }.
        [had]
        This is about what you wrote. We say it openly.
        We had to tell { $to ->
           *[police] the police
            [guardianship] people who keep children safe
            [other] people who can help
        }.
        There was danger, and we could not wait.
    }
    This is not to punish you. It is not your fault.
    If you are scared or have a question, write here.
    In danger? Call { $emergency }.

after =
    This talk ends for now. Write any day you want, and a person will read it.

    How are you now, next to the first day?
    You do not have to answer.
    In danger? Call { $emergency }.

after-better =
    Thank you for telling.
    If it gets worse, write here any day.
    In danger? Call { $emergency }.

after-same =
    Thank you for telling.
    If you want to say more, write. A person will read it.
    In danger? Call { $emergency }.

after-worse =
    Thank you for telling. It is not your fault.
    We are calling people again. If you want, write what is wrong.
    In danger? Call { $emergency }.

reply-waiting =
    There is something new.
    Open it when it suits you.

reply =
    An answer for you:

reply-gone =
    I could not show this answer. The adults have it.
    They are asked to send it again.

## Coming back

returned =
    It is good that you are here. The code fits.
    { $sealed ->
       *[no]
            { $state ->
                [waiting] Your words are kept. They are waiting for a person on duty.
                [held] A person has your words. There is no answer yet.
                [held_again] A person has your new words. They have no answer yet. It is not because of you.
                [closed] We talked before. We still have your words. Write, and a person reads again.
                [draft] Your words are closed. You decide whether to pass them on.
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
                [waiting] Your words are kept. They are waiting for a person on duty.
                [held] A person has your words. There is no answer yet.
                [held_again] A person has your new words. They have no answer yet. It is not because of you.
                [closed] We talked before. We still have your words. Write, and a person reads again.
                [draft] Your words are closed. You decide whether to pass them on.
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
    That is too many codes, so I can't open it now.
    Write the code in an hour. It will still work.

    In danger? Call { $emergency }.

looks-like-code =
    It looks like a code, but it does not fit now. Check the words.
    It is not your fault: it may have been changed.
    Write that here, a person reads it.

## What cannot be taken, and what can

photo-refused =
    I take photos and files away from here. They stay on your phone.
    I don't look at them or keep them. You are believed without them.
    I keep the words under a photo. Write as much as you want.
    In danger? Call { $emergency }.

voice-kept =
    Thank you for talking to me. I believe you.
    I am passing the recording to a real person.
    I'm a bot and can't listen. Can you write? Write just one word.
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
    Telegram does not let me remove old messages. They are over two days old.
    You can do it. Find this chat in the list, press it and hold. Then choose “Delete”.

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
a-near-tonight = Coming today
a-near-home = Lives at home
a-child-age-u7 = 0–6
a-child-age-u14 = 7–13
a-child-age-u18 = 14–17
a-last-now = Right now
a-last-d3 = Last three days
a-last-d5 = Last five days
a-last-past = Before that
a-tie-family = Family
a-tie-known = Someone I know
a-tie-peer = Other children
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
button-calm = Breathe
button-doctor = About a doctor
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
