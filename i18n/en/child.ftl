# Everything a child reads, and every author not yet known: band up to 10, no gender, no names of acts. Model: ru/child.ftl.
# Limits (conversation.md rule 17; domain.md §4): 300 characters, 45 words, 6 words a sentence on average and 9 at most.
# No digit stands here: phone numbers are $emergency, $ru_child, $ru_child_long, $ru_investigators, $kz_child (triage/packs).
# After a change: python -m tools.textlint --rehash (the reviewer's signature under a changed text is void).

watermark = Demo. The texts are not checked yet.

## Before anything is told

first =
    In danger now? Call { $emergency }.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

    { $desk ->
       *[open] I'm a bot. Adults on duty read it all.
        [night] I'm a bot. Adults read it after { $opens }. Until then: { $emergency }.
        [unknown] I'm a bot. Adults read it later. Until then: { $emergency }.
    }
    Telegram sees this chat too.
    Life in danger? A small child? Someone who works with children does harm? Then adults get help without asking.

web-first =
    In danger now? Call { $emergency }.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

    { $desk ->
       *[open] I'm a bot. Adults on duty read it all.
        [night] I'm a bot. Adults read it after { $opens }. Until then: { $emergency }.
        [unknown] I'm a bot. Adults read it later. Until then: { $emergency }.
    }
    Anyone near sees this screen.
    Life in danger? A small child? Someone who works with children does harm? Then adults get help without asking.

hello =
    Hi, I am here. I am a bot. Write to me about anything.
    { $desk ->
       *[open] People on duty read what matters.
        [night] People read what matters. They read from { $opens }.
        [unknown] People read what matters. But not right now.
    }

    In danger? Call { $emergency }.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

# Lines before a question or before what happens next. They may follow any words: nothing in them soothes or slows down.

lead-kept = We have it. People read it. In danger? Call { $emergency }.
lead-done = Thank you. No more questions.

## Questions

ask-who =
    How old are you?
    It helps me find the right words.

ask-safe =
    Are you in danger right now?
    Writing about another child? Tap “{ a-safe-other }”.

ask-safe2 = Is that child in danger now?

ask-near =
    { $about ->
       *[me] Does someone harm you? Is this person near?
        [other] Does someone harm that child? Is this person near?
    }
    Or later today?

# The child's band is not asked these two (conversation.md rule 14); an author not yet known may be older.

ask-die =
    I will ask you directly. You can answer honestly.
    Do you think about dying or killing yourself?

ask-die-now =
    Do you want to die now? Or today?
    People can talk with you now: { $emergency }.

ask-place =
    { $about ->
       *[me] Do you want people to come to you? Write where you are.
        [other] Do you want people to go there? Write where it is.
    }
    The fastest way is a call: { $emergency }.

ask-story =
    { $about ->
       *[me] What happened? Use your own words, as many as you want.
        [other] What is happening with that child? Use your own words, as many as you want.
    }
    No names needed.
    Can nobody hear you? Your voice works too.

    Someone coming? Tap “{ button-hide }”.

ask-child-age =
    How old is that child?

ask-hurt =
    { $about ->
       *[me] Does it hurt now? Do you need a doctor?
        [other] Is the child hurt now? Is a doctor needed?
    }
    Call a doctor here: { $emergency }.

ask-last = You told me something. When did it last happen?

ask-tie =
    { $about ->
       *[me] Does someone harm you? Who is this person to you?
        [other] Does someone harm that child? Who is this person to that child?
    }
    No name needed.

ask-region = Which country are you in?

ask-answer =
    May I write to you here? When is it safe?
    “{ a-answer-silent }”: your phone stays silent. You come and look.

ask-wishes =
    Write what you want. And what you do not want.
    A person reads it first of all.

## The first answer, and the second message after it

believed =
    I believe you.
    Thank you for telling me.
    It is not your fault.

    { $desk ->
       *[open] All this is kept. Next, a real person reads it.
        [night] All this is kept. A person reads it after { $opens }.
        [unknown] All this is kept. A person reads it, but not now.
    }
    They write here, without sound. { $desk ->
       *[open] It may take long.
        [night] It may take long.
        [unknown] I do not know when.
    } Look in here.
    In danger? Call { $emergency }.

    You choose the next step.

web-believed =
    I believe you.
    Thank you for telling me.
    It is not your fault.

    { $desk ->
       *[open] All this is kept. Next, a real person reads it.
        [night] All this is kept. A person reads it after { $opens }.
        [unknown] All this is kept. A person reads it, but not now.
    }
    They write here. { $desk ->
       *[open] It may take long.
        [night] It may take long.
        [unknown] I do not know when.
    } “{ button-code }” brings you back.
    In danger? Call { $emergency }.

    You choose the next step.

safe-word =
    Is someone near? Tap “{ button-hide }”.
    The chat goes empty. Your place in line stays.

    To come back, write this Russian word here:
    { $word }

    Remember it. Do not keep it on your phone.
    If you forget it, write to me again.

# These may follow any words whatever, also "I took pills" and "he is at the door": nothing that soothes or slows down
# ("take your time", "have a rest"), and the number in each.

more-a =
    It is all kept. A real person will read it.
    Write more if you want.
    In danger? Call { $emergency }.

more-b =
    I am here. Your words are kept. I'm a bot. A person answers.
    In a day this chat goes empty. Adults still have your words.
    In danger? Call { $emergency }.

web-more-b =
    I am here. Your words are kept. I'm a bot. A person answers.
    This page keeps nothing. “{ button-code }” brings you back.
    In danger? Call { $emergency }.

more-c =
    This is kept too. A person will read all of it.
    An answer may take long. Look in here.
    In danger? Call { $emergency }.

web-more-c =
    This is kept too. A person will read all of it.
    An answer may take long. Leaving? “{ button-code }” brings you back.
    In danger? Call { $emergency }.

more-d =
    It is all kept. A person will read it.
    In danger? Call { $emergency }. Can't talk? Tap “{ button-numbers }”.

# Only 14 and older are shown it.

preview =
    I keep:
    { $answers ->
        [one] { $answers } answer
       *[other] { $answers } answers
    }
    { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    }
    The bot cannot see the words.
    Is there something you want? Tap “{ button-wish }”.
    In danger? Call { $emergency }.

wished =
    This is kept. A person reads it first of all.
    Want to add more? Write again.
    In danger? Call { $emergency }.

## Where things stand

next =
    { $desk ->
       *[open] Next steps. In danger? Call { $emergency }.
        [night] People read from { $opens }. In danger? Call { $emergency }.
        [unknown] People read later. In danger? Call { $emergency }.
    }

# One line each, in the order of triage/steps.py: at most five stand below the text.

step-call = First of all: call { $emergency }.
step-people = Can you leave? Go to people.
step-consent = Passing it on is your choice.
step-read-first = Yours is read before others.
step-read = Someone on duty reads it.
step-read-morning = People read when they come.
step-write = They write here.
step-gently = Stay close. Ask no questions.
step-friend = Friend in danger? Call { $emergency }, tell an adult.
step-decide = Say what you want and not.
step-help = If we call help, we try to tell you.
step-line-ru = Child line: { $ru_child }, almost everywhere day and night.
step-line-kz = Child line: { $kz_child }, day and night.

status =
    { $state ->
        [waiting] Your words wait for a person. I don't know how long.
        [held] A person has your words. There is no answer yet.
        [held_again] A person has your new words. They have no answer yet. It is not because of you.
        [closed] We talked before. We still have your words. Write, and a person reads again.
        [draft] Your words are closed. You choose: pass them on or not.
        [deleting] We still have your words. A person decides about erasing them.
       *[answered]
            { $sealed ->
               *[no] You have an answer.
                [yes] Old answers are locked for now. A person opens them. Then write the code again. New ones come here.
            }
    }
    { $unread ->
        [0] Want to add more? Write again.
        [one] { $unread } answer waits for you. Tap “{ button-read }”.
       *[other] { $unread } answers wait for you. Tap “{ button-read }”.
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
        Also there: { $ru_investigators }, but calls are recorded.
        Kazakhstan: { $kz_child }
        [ru]
        They listen: { $ru_child } · { $ru_child_long }
        (almost everywhere day and night)
        Also: { $ru_investigators }, but calls are recorded.
        [kz]
        They listen: { $kz_child }, day and night, free
    }

    Can't talk? Call, and put the phone near you. Go to people. Write to a friend.
    The call stays in your call list.

abroad =
    In danger? Call { $emergency }.
    { $country ->
       *[none]
        Russia: { $ru_child } · Kazakhstan: { $kz_child }
        (almost everywhere day and night)
        [ru]
        To talk in Russia: { $ru_child }
        (almost everywhere day and night)
        [kz] To talk in Kazakhstan: { $kz_child }, day and night
    }

    We are far from you. Our person reads your words too.

danger =
    Call { $emergency } now, it is free.

    Can't talk? Call, and put the phone near you.
    Can you leave? Go to people.

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

    Look around. Find five things of one colour.
    Put your feet on the floor. Feel the floor.
    Breathe in. Breathe out long, like on a candle.
    If it does not help, you can stop.

doctor =
    A doctor can help. Best in the first three days.
    Up to five is good too. You can go later too.
    Washed already? You did nothing wrong.
    An adult you trust can take you.
    The doctor may tell those who protect children.
    In pain? Call { $emergency }.

online =
    It is not your fault.
    Do not pay. Send nothing more. Do not answer.
    Keep the chat. Then block the one who scares you.
    Tell an adult you trust.
    We need no photos. You are believed.
    In danger? Call { $emergency }.

advocate =
    In Russia there is sometimes a free lawyer. The lawyer is on your side.
    It is for children under sixteen. And not for every harm.
    The adult responsible for you asks for one.
    Want such a lawyer? Write here.

menu =
    { $signal ->
        [yes] “{ button-stop }”: I go quiet. Adults still have your words.
       *[no] “{ button-stop }”: I go quiet. You can write any time.
    }
    { $signal ->
        [yes] “{ button-delete }”: the chat goes empty. We still have your words. A person decides about erasing them.
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
        [yes] “{ button-stop }”: I go quiet. Adults still have your words.
       *[no] “{ button-stop }”: I go quiet. You can write any time.
    }
    { $signal ->
        [yes] “{ button-delete }”: the page goes empty. We still have your words. A person decides about erasing them.
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

language = Which language shall we speak?

stopped =
    All right, I am quiet. Nothing is erased.
    Write when you want. I will answer.
    In danger? Call { $emergency }.

code =
    This is your code. I show it only once.

    { $words }

    No Russian? Digits:
    { $digits }

    On any phone, open this bot. Write the code. The answers come back.
    Hide the code, not in a phone. Show it to nobody.

web-code =
    This is your code. I show it only once.

    { $words }

    No Russian? Digits:
    { $digits }

    Write it on paper and hide it. Or remember it. Does someone see your photos? Take no photo.
    Only this code opens the answers. Open this page anywhere and write it.

code-new =
    This is your new code. It shows only once. The old one has stopped.

    { $words }

    No Russian? Digits:
    { $digits }

    Write it to this bot on any phone.
    Old answers come later. A person opens them.
    Hide the code, not in a phone. Show it to nobody.

web-code-new =
    This is your new code. It shows only once. The old one has stopped.

    { $words }

    No Russian? Digits:
    { $digits }

    Write it on paper and hide it. Or remember it.
    Only this code opens the answers. Open this page anywhere and write it.

code-gone =
    I cannot show the code again. It shows once, for a short time.
    Your secret word works. It brings you back here.
    Lost it, or did someone see it? Take a new one. Old answers stay locked until a person opens them.

web-code-gone =
    I cannot show the code again. It shows once, not for long.
    Lost or seen? Take a new one.
    A person opens the old answers.

## Answers of a person

unanswered =
    No one has answered you yet. It is not because of you.
    We are calling other people on our team. We have your words.
    Someone near? Tap “{ button-hide }”.
    In danger? Call { $emergency }.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

## Others are told, and support ends

told =
    { $way ->
       *[will]
        This is about what you wrote. We say it first to you.
        We will tell { $to ->
           *[police] the police
            [guardianship] people who keep children safe
            [other] people who can help
        }.
        [had]
        This is about what you wrote.
        We had to tell { $to ->
           *[police] the police
            [guardianship] people who keep children safe
            [other] people who can help
        }.
        There was danger. We could not wait.
    }
    This is not to punish you. It is not your fault.
    Scared? Write to us here.
    In danger? Call { $emergency }.

after =
    This talk ends for now. You can write any day. A person will read it.

    How are you now?
    You do not have to answer.
    In danger? Call { $emergency }.

after-better =
    Thank you for telling.
    If it gets worse, write here any day.
    In danger? Call { $emergency }.

after-same =
    Thank you for telling.
    Want to say more? Write. A person will read it.
    In danger? Call { $emergency }.

after-worse =
    Thank you for telling. It is not your fault.
    We are calling people again. You can write what is wrong.
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
                [waiting] Your words are kept. They wait for a person.
                [held] A person has your words. There is no answer yet.
                [held_again] A person has your new words. They have no answer yet. It is not because of you.
                [closed] We talked before. We still have your words. Write, and a person reads again.
                [draft] Your words are closed. You choose: pass them on or not.
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
                [waiting] Your words are kept. They wait for a person.
                [held] A person has your words. There is no answer yet.
                [held_again] A person has your new words. They have no answer yet. It is not because of you.
                [closed] We talked before. We still have your words. Write, and a person reads again.
                [draft] Your words are closed. You choose: pass them on or not.
                [deleting] We still have your words. A person decides about erasing them.
               *[answered] You have an answer.
            }
        [yes] We have your words.
    }
    { $unread ->
        [0] You can write more.
       *[other] Something new is here. Tap “{ button-read }”.
    }
    { $sealed ->
       *[no] For older answers, write your code, five words. No code? Say so.
        [yes] Old answers are locked for now. A person opens them. Then write the code again. New ones come here.
    }

code-wait =
    That is too many codes. I can't open it now.
    Write the code in an hour. It will still work.

    In danger? Call { $emergency }.

looks-like-code =
    It looks like a code. It does not fit now. Check the words.
    It is not your fault. It may have been changed.
    Write that here. A person reads it.

## What cannot be taken, and what can

photo-refused =
    I take photos and files away from here. They stay on your phone.
    I don't look at them or keep them. You are believed.
    I keep the words under the photo. Write as much as you want.
    In danger? Call { $emergency }.

voice-kept =
    Thank you for talking to me. I believe you.
    Your voice goes to a real person.
    I'm a bot, I can't listen.
    Can you write? Write just one word.
    In danger now? Call { $emergency }.

voice-long =
    I could not take this recording. Nobody will hear it.
    I take up to three minutes. Say what matters most. Or write it.
    In danger? Call { $emergency }.

kept-other =
    This is kept. A person will see it.
    Words are good too, as many as you want.
    In danger? Call { $emergency }.

too-old =
    Telegram does not let me remove old messages. They are over two days old.
    You can do it. Find this chat in the list. Press it and hold. Choose “Delete”.

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
    Something is broken here. I can't save now. I keep trying. No need to repeat.
    Buttons may not work. Someone coming? Close the chat.

    In danger now? Call { $emergency }, it is free.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

web-store-down =
    Something is broken here. I can't save now. Your words are on the screen. I keep trying.
    Someone coming? Tap “{ button-hide }”. But the words may be lost.

    In danger now? Call { $emergency }, it is free.
    Russia: { $ru_child } · Kazakhstan: { $kz_child }
    (almost everywhere day and night)

machine-failed =
    Your words are kept. Something is broken here. A person will read them.

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
button-online = Online help
button-advocate = A free lawyer
button-duty = For adults
button-language = Language
button-lang-ru = Русский
button-lang-kk = Қазақша
button-lang-en = English
button-read = Open
button-read-new = Something new. Open
button-copy-words = Copy words
button-copy-digits = Copy digits
