// One simulated person's phone: shows the chat as it stands now, sends what is typed and pressed.
import { element, keyboard, messageElement } from "/phone/render.js";

const NUMBER = Math.max(1, Number.parseInt(new URLSearchParams(location.search).get("user") ?? "1", 10) || 1);
const FIRST_ID = 1000;
const ME = FIRST_ID + NUMBER;
const NAMES = ["", "Аня", "Дима", "Вера", "Костя"];
const TOAST_MS = 4000;
const BUSY_MS = 3000;

const $ = (id) => document.getElementById(id);
const shown = new Map(); // message id -> { json, item }
const announced = new Set(); // query ids of alerts already shown
let firstLook = true;
let toastTimer = 0;

async function control(name, payload = {}) {
  const answer = await fetch(`/test/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(payload),
  });
  const body = await answer.json();
  if (body.error) throw new Error(body.error);
  return body.result;
}

function toast(text) {
  clearTimeout(toastTimer);
  $("toast").textContent = text;
  $("toast").hidden = false;
  toastTimer = setTimeout(() => { $("toast").hidden = true; }, TOAST_MS);
}

async function attempt(action) {
  try {
    await action();
  } catch {
    toast("Не получилось. Попробуйте ещё раз.");
  }
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without a secure address there is no clipboard API: a selected field does it the old way.
    const field = element("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  toast("Скопировано");
}

async function press(button, message, key) {
  if (button.copy_text) {
    await copy(button.copy_text.text);
    return;
  }
  if (!button.callback_data) return;
  key.classList.add("waiting");
  setTimeout(() => key.classList.remove("waiting"), BUSY_MS);
  await attempt(() => control("tap", { user: ME, data: button.callback_data, message_id: message.message_id }));
}

const write = (text) => attempt(() => control("write", { user: ME, text }));

function showMessages(messages) {
  const chat = $("chat");
  const atEnd = firstLook || chat.scrollHeight - chat.scrollTop - chat.clientHeight < 120;
  const present = new Set(messages.map((m) => m.message_id));
  for (const [id, { item }] of shown) {
    if (!present.has(id)) {
      item.remove();
      shown.delete(id);
    }
  }
  for (const message of messages) {
    const json = JSON.stringify(message);
    const old = shown.get(message.message_id);
    if (old?.json === json) continue;
    const item = messageElement(message, press);
    if (old) {
      item.style.animation = "none";
      old.item.replaceWith(item);
    } else {
      $("messages").append(item);
    }
    shown.set(message.message_id, { json, item });
  }
  if (atEnd) chat.scrollTop = chat.scrollHeight;
}

function showAlerts(alerts) {
  for (const alert of alerts.filter((a) => a.user_id === ME && !announced.has(a.query_id))) {
    announced.add(alert.query_id);
    if (firstLook) continue;
    if (!alert.show_alert) {
      toast(alert.text);
    } else {
      $("alert-text").textContent = alert.text;
      if (!$("alert").open) $("alert").showModal();
    }
  }
}

function showBottom(screen) {
  const empty = screen.messages.length === 0;
  $("empty").hidden = !empty;
  $("begin").hidden = !(empty || screen.blocked);
  $("begin").textContent = screen.blocked ? "Разблокировать" : "Начать";
  $("begin").onclick = () => (screen.blocked
    ? attempt(() => control("block", { user: ME, blocked: false }))
    : write("/start"));
  $("write").hidden = screen.blocked;
  const rows = screen.blocked ? [] : screen.keyboard?.keyboard ?? [];
  $("keys").hidden = rows.length === 0;
  $("keys").replaceChildren(...keyboard(rows, null, (key) => attempt(() => control("press", { user: ME, button: key.text }))));
}

function menuEntry(text, action) {
  const entry = element("button", "", text);
  entry.type = "button";
  entry.addEventListener("click", () => {
    $("menu").open = false;
    void attempt(action);
  });
  return entry;
}

function showProfile(profile, screen) {
  const name = profile.bot.first_name;
  $("name").textContent = name;
  $("face").textContent = name.slice(0, 1);
  $("state").textContent = screen.blocked ? "заблокирован" : "бот";
  const about = profile.descriptions.ru || profile.descriptions[""];
  $("about").textContent = about || "Здесь пока пусто.\nНажмите «Начать» или напишите что угодно.";
  const commands = profile.commands["default/ru"] ?? profile.commands["default/"] ?? [];
  $("sheet").replaceChildren(
    ...commands.map((c) => menuEntry(`/${c.command} — ${c.description}`, () => control("write", { user: ME, text: `/${c.command}` }))),
    menuEntry("Отправить пример фото", () => control("send", { user: ME, kind: "photo" })),
    menuEntry("Отправить пример голосового", () => control("speak", { user: ME })),
    menuEntry(screen.blocked ? "Разблокировать бота" : "Заблокировать бота", () => control("block", { user: ME, blocked: !screen.blocked })),
  );
}

let looking = false;
let again = false;

async function look() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  try {
    do {
      again = false;
      const [screen, profile] = await Promise.all([control("chat", { chat_id: ME }), control("profile")]);
      showProfile(profile, screen);
      showBottom(screen);
      showMessages(screen.messages);
      showAlerts(screen.alerts);
      firstLook = false;
    } while (again);
  } finally {
    looking = false;
  }
}

function send() {
  const text = $("text").value;
  if (!text.trim()) return;
  $("text").value = "";
  void write(text);
}

$("write").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
});
$("messages").addEventListener("click", (event) => {
  const command = event.target.closest("[data-command]")?.dataset.command;
  if (command) void write(command);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") $("menu").open = false;
});
document.addEventListener("click", (event) => {
  if (!$("menu").contains(event.target)) $("menu").open = false;
});

function begin() {
  const other = NUMBER === 1 ? 2 : 1;
  $("other").href = `/phone?user=${other}`;
  if (NUMBER > 1) document.title = `Телефон ${NUMBER} — демо`;
  $("whose").textContent = `Телефон ${NUMBER}. Имитация Telegram, без сети.`;
  const account = { id: ME, first_name: NAMES[NUMBER] ?? `Гость ${NUMBER}`, language_code: "ru" };
  const events = new EventSource("/phone/events");
  // Again after every reconnection: a restarted peer knows nobody.
  events.onopen = () => void control("user", account).catch(() => {});
  events.onmessage = () => void look().catch(() => {});
  events.onerror = () => { $("state").textContent = "нет связи…"; };
}

begin();
