/** How a frightened child's typing becomes words that a table knows: the twin of triage/spelling.py, rule for rule. */

/** Between sentences. */
export const END = "¶";
const KAZAKH = letters("ёқғңүұөһіә", "екгнууохиа");
const TO_CYRILLIC = letters("aceopxykmtbh013@4$", "асеорхукмтвноизачс");
const TO_LATIN = letters("013@457$", "oieastts");
const HALVES = /\p{Surrogate}/gu;
const UNSEEN = /[\p{Cf}\p{Mn}\p{Me}]/gu;
const TOKEN = /[\p{L}\p{N}]+(?:[@$*'’`-][\p{L}\p{N}]+)*|[.!?…;\n]+|[🔪💊🩸😭]/gu;
const EMOJI = new Map([["🔪", "нож"], ["💊", "таблетки"], ["🩸", "кровь"], ["😭", "плачу"]]);
const FOLDS = [
  [/тьс|тс|дс/g, "ц"], [/ця/g, "ца"], [/стн/g, "сн"], [/здн/g, "зн"], [/[сзш]ч/g, "щ"], [/([ое])го$/g, "$1во"],
  [/([жшчщь])о/g, "$1е"], [/[ьъ]/g, ""], [/о/g, "а"], [/[еэыяй]/g, "и"],
  [/б$/, "п"], [/д$/, "т"], [/г$/, "к"], [/в$/, "ф"], [/з$/, "с"], [/ж$/, "ш"],
];
const TRANSLIT = [
  ["shch", "щ"], ["sch", "щ"], ["zh", "ж"], ["kh", "х"], ["ts", "ц"], ["ch", "ч"], ["sh", "ш"], ["yu", "ю"],
  ["ju", "ю"], ["ya", "я"], ["ja", "я"], ["yo", "е"], ["ye", "е"], ["x", "х"],
  ...Array.from("abcdefghijklmnopqrstuvwyz'", (latin, place) => [latin, "абцдефгхийклмнопкрстуввйзь"[place]]),
];

/** Words in lower case without marks, numbers, and END where a sentence ends. @param {string} text */
export function tokens(text) {
  const whole = text.replace(HALVES, "\uFFFD"); // or two halves would meet when what parts them is taken out
  const plain = whole.normalize("NFKC").toLowerCase().replace(UNSEEN, "");
  const said = [];
  for (const [found] of plain.matchAll(TOKEN)) {
    if (EMOJI.has(found)) said.push(EMOJI.get(found));
    else if (".!?…;\n".includes(found[0])) said.push(END);
    else said.push(...found.split("-").map(word).filter(Boolean));
  }
  return said;
}

/** One word in one alphabet; a letter that is drawn out stands once. @param {string} written */
export function word(written) {
  if (/^[0-9]+$/.test(written)) return written;
  let one = translated(written, KAZAKH);
  if (/[а-я]/.test(one)) one = translated(one, TO_CYRILLIC);
  else if (/[a-z]/.test(one.normalize("NFD"))) {
    one = one.normalize("NFD").replace(/\p{M}/gu, "");
    if (!/^\p{Nd}/u.test(one)) one = translated(one, TO_LATIN);
  }
  return one.replaceAll("ı", "i").replace(/[^0-9a-zа-я]/g, "").replace(/(.)\1{2,}/g, "$1");
}

/** A Cyrillic word as it sounds; any other as it is. @param {string} one */
export function heard(one) {
  if (!/[а-я]/.test(one)) return one;
  let sound = one;
  for (const [written, by] of FOLDS) sound = sound.replace(written, by);
  return sound.replace(/(.)\1+/g, "$1");
}

/** A Latin word as a Russian or Kazakh child would mean it. @param {string} one */
export function cyrillic(one) {
  if (/[^\0-\x7f]/.test(one) || /^[0-9]+$/.test(one)) return one;
  let meant = one;
  for (const [latin, letter] of TRANSLIT) meant = meant.replaceAll(latin, letter);
  return word(meant);
}

/** Whether one slip of a finger parts them. @param {string} one @param {string} other */
export function near(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  const least = Math.min(one.length, other.length);
  let start = 0;
  while (start < least && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  const swapped = b.length > 1 ? b[1] + b[0] : b;
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || (
    a.slice(0, 2) === swapped && a.slice(2) === b.slice(2));
}

function letters(from, to) {
  return new Map(Array.from(from, (letter, place) => [letter, to[place]]));
}

function translated(text, by) {
  let said = "";
  for (const letter of text) said += by.get(letter) ?? letter;
  return said;
}
