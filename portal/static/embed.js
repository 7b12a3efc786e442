/* The button for other people's pages: docs/embedding.md. A link and nothing else: no request, no cookie, no storage.
   ES5 on purpose. Styles go through CSSOM, one property at a time: no Content-Security-Policy of the host forbids that. */
(function () {
  "use strict";
  // The labels are button-need and embed-new-tab of i18n (tests/portal/test_embed.py holds them equal).
  var LABELS = {
    ru: ["Мне нужна помощь", "откроется в новой вкладке"],
    kk: ["Маған көмек керек", "жаңа қойындыда ашылады"],
    en: ["I need help", "opens in a new tab"]
  };
  var TAG = "desk-link";
  var LOOK = {
    all: "initial", display: "inline-block", "box-sizing": "border-box", "min-width": "44px", "min-height": "44px", "max-width": "100%",
    margin: "0", padding: "11px 20px", border: "2px solid #fff", "border-radius": "8px", outline: "2px solid #8a0d16", "outline-offset": "0px",
    background: "#a50f1a", color: "#fff", "-webkit-text-fill-color": "#fff", font: "600 large/1.25 -apple-system, 'Segoe UI', Roboto, Arial, sans-serif",
    "text-align": "center", "text-decoration": "none", "white-space": "normal", direction: "ltr", cursor: "pointer",
    visibility: "visible", opacity: "1", "pointer-events": "auto", "user-select": "none", transition: "none", animation: "none"
  };
  var FOCUSED = { outline: "4px solid #ffd666", "box-shadow": "0 0 0 7px #12171d" };
  var CALM = { outline: "2px solid #8a0d16", "box-shadow": "none" };
  var HERE = {
    all: "initial", display: "inline-block", "vertical-align": "middle", "max-width": "100%", margin: "8px 0", direction: "ltr", position: "static", float: "none",
    visibility: "visible", opacity: "1", "pointer-events": "auto", transform: "none", filter: "none", clip: "auto", transition: "none", animation: "none"
  };
  var CORNER = { position: "fixed", right: "16px", bottom: "16px", "max-width": "calc(100vw - 32px)", margin: "0", "z-index": "2147483647" };
  // Listeners that a page hangs on its document count presses: those do not hear of ours. One that catches on the way down still would.
  var PRESSES = ["click", "auxclick", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend"];

  // A name="body" in a text that somebody posted stands before the document's own: what we ask of it we ask of its prototype.
  var OWN = Document.prototype;

  function own(name) {
    var found = Object.getOwnPropertyDescriptor(OWN, name);
    return found ? found.get.call(document) : document[name];
  }

  function put(element, properties) {
    for (var name in properties) element.style.setProperty(name, properties[name], "important");
  }

  function link(address, language) {
    var a = OWN.createElement.call(document, "a"), words = LABELS[language];
    a.href = address;
    a.target = "_blank";
    a.rel = "noopener noreferrer";
    a.referrerPolicy = "no-referrer";
    a.lang = language;
    a.setAttribute("aria-label", words[0] + " (" + words[1] + ")");
    a.textContent = words[0];
    put(a, LOOK);
    a.addEventListener("focus", function () { put(a, FOCUSED); });
    a.addEventListener("blur", function () { put(a, CALM); });
    PRESSES.forEach(function (name) { a.addEventListener(name, function (event) { event.stopPropagation(); }, { passive: true }); });
    return a;
  }

  function holder(a, corner, label) {
    var element = OWN.createElement.call(document, TAG);
    put(element, HERE);
    if (corner) put(element, CORNER);
    if (corner) { element.setAttribute("role", "complementary"); element.setAttribute("aria-label", label); element.lang = a.lang; }
    (element.attachShadow ? element.attachShadow({ mode: "closed" }) : element).appendChild(a);
    addEventListener("beforeprint", function () { put(element, { display: "none" }); });
    addEventListener("afterprint", function () { put(element, { display: "inline-block" }); });
    return element;
  }

  function given(script, name) {
    return script && script.getAttribute("data-" + name) || "";
  }

  function languageOf(script) {
    var page = own("documentElement").lang.slice(0, 2).toLowerCase(), asked = given(script, "language");
    return LABELS.hasOwnProperty(asked) ? asked : LABELS.hasOwnProperty(page) ? page : "ru";
  }

  function place(script, from) {
    var told = given(script, "desk"); // misspelt, it must not send anybody to the site's own server
    var desk = told ? /^https:\/\/[^\/?#@\s]+/.exec(told) : /^https?:\/\/[^\/?#]+/.exec(from);
    if (!desk) return;
    var language = languageOf(script), source = given(script, "source");
    var address = desk[0] + "/?l=" + language + (/^[a-z0-9-]{1,24}$/.test(source) ? "&s=" + source : "");
    var here = given(script, "place") === "here" && script.parentNode && own("body") && own("body").contains(script);
    if (here && script.nextSibling && script.nextSibling.localName === TAG) return;
    if (!here && OWN.querySelector.call(document, TAG + "[role]")) return;
    var element = holder(link(address, language), !here, LABELS[language][0]);
    if (here) script.parentNode.insertBefore(element, script.nextSibling);
    else own("body").appendChild(element);
  }

  // A module has no currentScript: the call stack names the file, and so the tag.
  var script = own("currentScript");
  var file = script ? script.src : (/https?:\/\/[^\s)@]+?\/embed\.js(\?[^\s):]*)?/.exec(new Error().stack) || [""])[0];
  var tags = script ? [script] : [].filter.call(OWN.getElementsByTagName.call(document, "script"), function (tag) { return file && tag.src === file; });
  function start() {
    (tags.length ? tags : [null]).forEach(function (tag) { place(tag, file); });
  }
  if (own("body")) start();
  else addEventListener("DOMContentLoaded", start);
})();
