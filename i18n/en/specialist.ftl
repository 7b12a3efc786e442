# Everything a specialist reads: alerts in Telegram. Model: ru/specialist.ftl.
# Alerts are the same for every signal and every urgency: no word of any report.

## Telegram

alert = Duty. In the queue: { $count }. Open the console.
button-seen = Seen
shift-on = You are on shift. Alerts come here. To end it: /off
shift-off = Your shift has ended. To begin again: /on
linked = This chat now gets alerts. They hold no words, no names and no urgency.
link-refused = The code did not fit. It works once and not for long. Take a new code in the console.
link-taken = This chat gets alerts for another member of the desk already, and still does. Send the code from your own Telegram: it is still good.
specialist-hint = This chat is for alerts only. Read and answer in the console. Do not write about children here.
not-here =
    { $named ->
        [yes] This is the wrong chat, nobody reads here. You are read here: @{ $bot }. In danger? Call { $emergency }.
       *[no] This is the wrong chat, nobody reads here. In danger? Call { $emergency }.
    }
button-console = Open the console

## The forum group: all that is ever written into a topic

topic-waits = Waits
topic-taken = Taken
topic-answered = Answered
