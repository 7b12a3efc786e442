// Messages as elements. Every word goes in by textContent: nothing a bot or a child writes is ever markup here.

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};
const SAFE_LINK = /^(https?|tg):\/\//i;

export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function wrapped(entity, text) {
  if (entity.type === "text_link" && SAFE_LINK.test(entity.url)) {
    const link = element("a");
    link.href = entity.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }
  const made = element(TAGS[entity.type] ?? "span", entity.type === "spoiler" ? "spoiler" : "");
  if (entity.type === "spoiler") made.tabIndex = 0;
  if (entity.type === "bot_command") made.dataset.command = text;
  return made;
}

// Offsets count UTF-16 units, as JavaScript strings do. Entities come outermost first.
function fill(parent, text, from, to, entities) {
  let at = from;
  const rest = entities.filter((e) => e.offset >= from && e.offset + e.length <= to);
  while (rest.length) {
    const entity = rest.shift();
    if (entity.offset < at) continue;
    const end = entity.offset + entity.length;
    parent.append(text.slice(at, entity.offset));
    const inside = rest.filter((e) => e.offset + e.length <= end);
    const made = wrapped(entity, text.slice(entity.offset, end));
    fill(made, text, entity.offset, end, inside);
    parent.append(made);
    at = end;
  }
  parent.append(text.slice(at, to));
}

export function formattedText(text, entities = []) {
  const made = element("div", "text");
  fill(made, text, 0, text.length, entities);
  return made;
}

const MEDIA = {
  photo: "Фото", voice: "Голосовое сообщение", sticker: "Стикер", document: "Файл", video: "Видео",
  video_note: "Видеосообщение", audio: "Аудио", animation: "Анимация", contact: "Контакт", location: "Место на карте",
  poll: "Опрос", dice: "Кубик",
};

function mediaLine(message) {
  const kind = Object.keys(MEDIA).find((name) => name in message);
  return kind ? element("div", "media", `▣ ${MEDIA[kind]}`) : null;
}

function clockTime(message) {
  const shown = new Date(1000 * message.date).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });
  return message.edit_date ? `изменено ${shown}` : shown;
}

function keyFor(button, message, act) {
  const link = button.url ?? button.web_app?.url;
  const key = element(link ? "a" : "button", `key ${button.style ?? ""}`, button.text);
  if (link) {
    if (SAFE_LINK.test(link)) key.href = link;
    key.target = "_blank";
    key.rel = "noopener noreferrer";
    return key;
  }
  key.type = "button";
  key.disabled = "disabled" in button;
  key.addEventListener("click", () => act(button, message, key));
  return key;
}

export function keyboard(rows, message, act) {
  return rows.map((row) => {
    const line = element("div", "row");
    line.append(...row.map((button) => keyFor(button, message, act)));
    return line;
  });
}

export function messageElement(message, act) {
  const item = element("li", message.by_bot ? "message" : "message mine");
  const bubble = element("div", "bubble");
  const media = mediaLine(message);
  if (media) bubble.append(media);
  const text = message.text ?? message.caption ?? "";
  if (text) bubble.append(formattedText(text, message.entities ?? message.caption_entities));
  bubble.append(element("small", "when", clockTime(message)));
  item.append(bubble);
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length) item.classList.add("pressable");
  item.append(...keyboard(rows, message, act));
  return item;
}
