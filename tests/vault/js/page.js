// Lets the test call the modules, and keeps what the page's policy refused.
import { run } from "./task.js";

globalThis.refusedByPolicy = [];
document.addEventListener("securitypolicyviolation", (event) => {
  globalThis.refusedByPolicy.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
globalThis.run = run;
document.documentElement.dataset.ready = "yes";
