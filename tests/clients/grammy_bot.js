// A small grammY bot against the peer: `node grammy_bot.js polling|webhook API_ROOT TOKEN`.
// grammY is taken from the directory named by RB_NODE_CLIENTS (it holds node_modules), else from here.
// Says one JSON line when it is ready, ends at SIGTERM.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const home = process.env.RB_NODE_CLIENTS ? resolve(process.env.RB_NODE_CLIENTS) : import.meta.dirname;
const { Bot, GrammyError, InlineKeyboard, webhookCallback } = createRequire(`${home}/`)("grammy");

const [mode, apiRoot, token] = process.argv.slice(2);
const SECRET = "grammy-secret_1";
const bot = new Bot(token, { client: { apiRoot } });
const seen = new Map(); // chat id -> message ids on the screen
let waits = 0;

const remember = (chatId, messageId) => seen.set(chatId, [...(seen.get(chatId) ?? []), messageId]);
const pause = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));

// Flood control: waits as long as Telegram says, then calls once more.
bot.api.config.use(async (previous, method, payload, signal) => {
  const result = await previous(method, payload, signal);
  if (result.ok || result.error_code !== 429) return result;
  waits += 1;
  await pause(result.parameters.retry_after);
  return previous(method, payload, signal);
});

bot.use(async (ctx, next) => {
  if (ctx.message) remember(ctx.chat.id, ctx.message.message_id);
  await next();
});

async function answer(ctx, text, options = {}) {
  const sent = await ctx.reply(text, options);
  remember(ctx.chat.id, sent.message_id);
}

async function refusalOf(call) {
  try {
    await call();
    return "no refusal";
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    return `${error.error_code} ${error.description}`;
  }
}

bot.command("start", async (ctx) => {
  const keyboard = new InlineKeyboard().text("Мне нужна помощь", "help").row().text("Скрыть", "hide");
  await answer(ctx, `<b>Привет</b>, ${ctx.from.first_name}${ctx.match ? ` (${ctx.match})` : ""}`, { parse_mode: "HTML", reply_markup: keyboard });
});
bot.command("html", async (ctx) => answer(ctx, await refusalOf(() => ctx.reply("<p>x</p>", { parse_mode: "HTML" }))));
bot.command("data", async (ctx) => {
  const keyboard = new InlineKeyboard().text("x", "ж".repeat(33));
  await answer(ctx, await refusalOf(() => ctx.reply("x", { reply_markup: keyboard })));
});
bot.command("waits", (ctx) => answer(ctx, `ждал: ${waits}`));

bot.callbackQuery("help", async (ctx) => {
  await ctx.answerCallbackQuery({ text: "Слышу тебя", show_alert: true });
  await ctx.editMessageText("Пиши, я читаю");
});
bot.callbackQuery("hide", async (ctx) => {
  await ctx.answerCallbackQuery();
  await ctx.deleteMessages(seen.get(ctx.chat.id) ?? []);
  seen.delete(ctx.chat.id);
});

bot.on("message:voice", async (ctx) => {
  const file = await ctx.getFile();
  const response = await fetch(`${apiRoot}/file/bot${token}/${file.file_path}`);
  const content = await response.arrayBuffer();
  await answer(ctx, `байт: ${content.byteLength}`);
});
bot.on("edited_message:text", (ctx) => answer(ctx, `исправлено: ${ctx.editedMessage.text}`));
bot.on("message:text", (ctx) => answer(ctx, `эхо: ${ctx.message.text}`));
bot.on("my_chat_member", async (ctx) => {
  if (ctx.chat.type !== "private" && ctx.myChatMember.new_chat_member.status === "member") await ctx.leaveChat();
});

const ready = (more) => process.stdout.write(`${JSON.stringify({ ready: true, ...more })}\n`);

if (mode === "polling") {
  process.once("SIGTERM", () => bot.stop());
  await bot.start({ onStart: (me) => ready({ username: me.username }) });
} else {
  const handle = webhookCallback(bot, "http", { secretToken: SECRET });
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.writeHead(500).end());
  });
  await bot.init();
  server.listen(0, "127.0.0.1", async () => {
    await bot.api.setWebhook(`http://127.0.0.1:${server.address().port}/`, { secret_token: SECRET });
    ready({ username: bot.botInfo.username });
  });
  process.once("SIGTERM", () => process.exit(0));
}
