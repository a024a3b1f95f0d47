// Keeps what is shown up to date and copies codes. Everything else works without it.
"use strict";

const live = document.getElementById("live");
const said = document.getElementById("said");

/** Put the new content in place, and leave the focus where it was. */
function replace(fresh) {
  const before = live.querySelector("[data-said]");
  const focused = document.activeElement && live.contains(document.activeElement)
    ? document.activeElement.id : null;
  const open = [...live.querySelectorAll("details")].map((one) => one.open);
  live.replaceChildren(...fresh.childNodes);
  live.dataset.every = fresh.dataset.every || "";
  [...live.querySelectorAll("details")].forEach((one, at) => { one.open = Boolean(open[at]); });
  const after = live.querySelector("[data-said]");
  if (after && (!before || before.dataset.said !== after.dataset.said)) {
    said.textContent = "";
    // Read out, but shown only once: the same words stand in the content.
    said.className = "unseen";
    said.textContent = after.dataset.said;
  }
  if (focused !== null) {
    (document.getElementById(focused || "-") || document.getElementById("content")).focus();
  }
  prepare();
}

async function look() {
  if (document.visibilityState !== "visible") { return; }
  const answer = await fetch(location.pathname, { credentials: "same-origin", cache: "no-store" });
  if (answer.status === 429 || answer.status >= 500) { return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("live");
  if (!answer.ok || !fresh) { location.reload(); return; }
  if (fresh.innerHTML !== shown) { shown = fresh.innerHTML; replace(fresh); }
}

function prepare() {
  for (const button of live.querySelectorAll("[data-copy]")) {
    // Browsers give pages without https no clipboard; then the code can still be selected.
    button.hidden = !(navigator.clipboard && window.isSecureContext);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
    });
  }
}

let shown = live.innerHTML;
prepare();

async function watch() {
  for (;;) {
    const every = Number(live.dataset.every);
    if (!every) { return; }
    await new Promise((then) => { setTimeout(then, every * 1000); });
    try { await look(); } catch { /* The computer may be off for a while. */ }
  }
}

watch();
document.addEventListener("visibilitychange", () => {
  if (Number(live.dataset.every)) { look().catch(() => {}); }
});
