# The web button's own words: all that no screen says. For a child up to 10 and every author not yet known. Model: ru/button.ftl.
# Held to the limits of child.ftl (tools/textlint_page.py). Numbers are variables of the packs. What the script fills in:
# $seconds. No word here is chosen by a number: the script knows no plural forms.

## The page

# Must not tell what the page is; a screen reader still needs a name.
button-page-title = Info
button-page-skip = Go to the text
button-page-language = Language
button-page-hide = Hide
button-page-hide-name = Hide this page, open another
button-page-hide-hint =
    “{ button-page-hide }”: this page goes away. A plain one opens.
    On a computer: press Shift three times.

## Help first

button-page-danger = In danger now? Call { $emergency }. It is free.
button-page-call-emergency = Help in danger
button-page-call-ru = Russia. To talk, almost everywhere day and night
button-page-call-kz = Kazakhstan. To talk, day and night
button-page-numbers-hint =
    Can't talk? Call, and put the phone near you. Go to people.
    The call stays in your call list.

## Who reads, and who else sees what

button-page-desk =
    { $desk ->
       *[open] You can write. People are on duty now.
        [night] Write any time. People read from { $opens }. Right now { $emergency } answers.
        [unknown] Write any time. People read it, but not now. Right now { $emergency } answers.
    }
button-page-who = Who sees what
# These two stand under the red button, before any story (conversation.md, rule 2).
button-page-privacy-reads = Adults on duty read your words.
button-page-privacy-adults = Sometimes adults get help without asking. Life in danger. A small child in danger. Harm from someone who works with children.
# Only where the script runs: without it button-page-form-honest stands in its place.
button-page-privacy-words =
    Your words are locked right here. People on duty can open them.
    This site knows the kind of trouble. And what you tap. It cannot see the words.
button-page-privacy-line = Home or school internet can see the address. Not your words.
button-page-privacy-screen = Someone near can see the screen.
button-page-privacy-close =
    This page keeps nothing. Close it, and it is empty.
    The address may stay in the browser history.

## Writing

button-page-write = Write here in your own words
button-page-write-hint = As much as you want. No name needed.
button-page-send = Send
button-page-sending = Sending…
button-page-offline = No internet. Your words are here on the screen. I will send them when it is back. Keep this page open.
button-page-again = Not sent yet. Your words are here on the screen. I am trying again.
button-page-down =
    Something is broken here. I can't send it now. Your words are here on the screen. I keep trying.
    In danger? Call { $emergency }, it is free.
button-page-long = Many words are fine. I send them in parts, in order.

# Where the browser cannot lock words, or the desk refuses what it locked, though the script runs.
button-page-plainly = I cannot lock your words here. You can send them unlocked. This site sees them briefly. Then it locks them.
button-page-plainly-send = Send unlocked

## Voice

button-page-voice = Say it aloud
button-page-voice-hint = The browser asks about the microphone. You can allow it. Someone near can hear.
button-page-voice-stop = Done
button-page-voice-send = Send my voice
button-page-voice-again = Start over
button-page-voice-drop = Throw it away
button-page-voice-running = Recording: { $seconds } s
button-page-voice-ready = Recorded: { $seconds } s. It is not sent yet.
button-page-voice-refused = The microphone is off. You can write. Its switch: the sign left of the address.
button-page-voice-none = Voice does not work here. You can write.
button-page-voice-long = That is three minutes, the most I take. Send this one. Then you can say more.
button-page-voice-failed = The recording did not work. Try again, or write.
# No room for it just now, or no line: it is tried for as long as the page is open.
button-page-voice-waits = Your voice waits on this page. Keep it open. You can write: words get through.

## The code

button-page-code-making = I am making your code. It may take a minute. Keep this page open. We have your words.
button-page-code-write = Write it down and hide it. Or remember it. Only this code opens the answers.
button-page-code-failed = Your code is not ready yet. We have your words. I am trying again.
# Above the button «Новый код»: the one that stands there ends with it.
button-page-code-seen = Did someone see it? Take a new one. This one then stops.
# Five codes within the hour, or a thread that only the desk can open yet.
button-page-code-stays = No new code for now. The one before works. You can try later.
button-page-copied = Copied. Someone else can paste it too.
button-page-copy-failed = It did not work. Copy it by hand.

## Coming back

button-page-back = I have a code
button-page-back-label = Five words or digits
button-page-back-hint = Put spaces between the words. Keep their order.
button-page-back-open = Open
button-page-looking = Looking. It may take a minute.
button-page-not-found =
    This code opens nothing. Check the words and their order. A newer code may have replaced it.
    I do not keep it. You can write anew. A person reads it.
button-page-back-failed = I could not check the code yet. It is here on the screen. Press “{ button-page-back-open }” once more.
button-page-looks = It looks like a code of five words. Open the answers?
button-page-looks-back = Open the answers
button-page-looks-send = No, send it

## Answers

button-page-answer = There is something new.
button-page-answer-none = Nothing new yet.
button-page-answer-failed = This answer does not open. The people have it. Write here that it failed.
button-page-answer-later = I could not look for answers yet. Press again a little later. They stay in place.
button-page-asleep = No internet. I am looking for it.
button-page-awake = The internet is back. I look for anything new.
button-page-elsewhere = Our talk is open in another place. Here it starts anew.

## Without script

button-page-form-honest =
    No script runs here. So this site sees your words briefly. Then it locks them.
    With a script they are locked first.
# Beside the field for the code.
button-page-form-honest-back =
    No script runs here. This site sees code and answers briefly.
    With a script only you open them.
button-page-form-send = Send
button-page-form-kept = We have your words.
# More than goes at once: what was not sent yet stands in the field.
button-page-form-rest = We have the beginning. The rest is below. Press “{ button-page-form-send }” again.
button-page-form-long = That is very many words. The beginning is below. Press “{ button-page-form-send }”. They go in parts.
button-page-form-return = How to come back? Open this page. Press “{ button-page-back }”. Write the code.
button-page-form-code-seen = Did someone see it? Take a new one. This one then stops. A person opens the old answers.
button-page-form-close = Read this, then close the page. “Back” may show your words.
button-page-form-failed =
    It was not sent. Your words are below. Press “{ button-page-form-send }” once more.
    In danger? Call { $emergency }, it is free.
button-page-form-empty = This is empty. One word is enough.
button-page-form-more = Write more
button-page-form-answers = Your answers
button-page-form-no-answers = Nothing new yet. We have your words. Look in again.

## Nobody can read yet

button-page-nobody =
    People do not read here yet. Please call, it is free.
    In danger? Call { $emergency }.

## For a screen reader

button-page-aria-talk = Our talk
button-page-aria-choices = What you can press
button-page-aria-numbers = Phone numbers
button-page-aria-status = What happens now
button-page-aria-code = Your code
button-page-aria-control = Help and “{ button-page-hide }”
