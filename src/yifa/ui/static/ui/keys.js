// Keys, the display switch and one-stop calendars. Every page works without this file; it only saves steps.
(function () {
  "use strict";
  const root = document.documentElement;
  const oneYear = 365 * 24 * 3600;

  // The display switch: the same cookie as the server sets, without going there and back.
  document.addEventListener("click", function (event) {
    const link = event.target.closest("[data-display]");
    if (!link) return;
    event.preventDefault();
    const [what, choice] = link.dataset.display.split("=");
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = "display_" + what + "=" + choice + "; Path=/; SameSite=Lax; Max-Age=" + oneYear + secure;
    root.dataset[what] = choice;
    const next = Array.from(link.parentElement.querySelectorAll("a")).find(function (other) {
      return other.offsetParent && other.dataset.display.startsWith(what + "=");
    });
    if (next) next.focus();
  });

  // Keys with one letter can be switched off (WCAG 2.1.4) and never act while somebody types.
  const off = function () { return localStorage.getItem("keys") === "off"; };
  const typing = function (target) {
    return target.closest("input, textarea, select, [contenteditable]") !== null;
  };

  const rows = function () { return Array.from(document.querySelectorAll("[data-worklist] tbody tr[data-row]")); };
  const step = function (by) {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex(function (row) { return row.classList.contains("is-chosen"); });
    const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
    all.forEach(function (row) { row.classList.toggle("is-chosen", row === next); });
    const link = next.querySelector("a");
    (link || next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const help = function () {
    const open = document.querySelector(".keys-help");
    if (open) { open.remove(); return; }
    const box = document.createElement("aside");
    box.className = "keys-help floating";
    box.setAttribute("aria-label", "快捷键");
    const title = document.createElement("h2");
    title.textContent = "快捷键";
    const list = document.createElement("dl");
    [["j　k", "下一件、上一件"], ["Enter", "打开选中的一件"], ["/", "查找"], ["?", "打开或收起本说明"], ["Esc", "收起"]]
      .forEach(function (pair) {
        const term = document.createElement("dt");
        const key = document.createElement("kbd");
        key.textContent = pair[0];
        term.append(key);
        const said = document.createElement("dd");
        said.textContent = pair[1];
        list.append(term, said);
      });
    const turn = document.createElement("button");
    turn.type = "button";
    turn.className = "button button-quiet";
    turn.textContent = off() ? "启用单键快捷键" : "停用单键快捷键";
    turn.addEventListener("click", function () {
      localStorage.setItem("keys", off() ? "on" : "off");
      turn.textContent = off() ? "启用单键快捷键" : "停用单键快捷键";
    });
    box.append(title, list, turn);
    document.body.append(box);
    turn.focus();
  };

  // A calendar is one stop of the Tab key; the arrows walk its days.
  const walk = function (event) {
    const day = event.target.closest(".proof-day[tabindex]");
    if (!day) return false;
    const days = Array.from(day.closest(".proof").querySelectorAll(".proof-day"));
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7 }[event.key];
    const next = by && days[days.indexOf(day) + by];
    if (!next) return false;
    days.forEach(function (other) { other.setAttribute("tabindex", other === next ? "0" : "-1"); });
    next.focus();
    return true;
  };
  const oneStop = function (within) {
    within.querySelectorAll(".proof").forEach(function (proof) {
      proof.querySelectorAll(".proof-day").forEach(function (day, at) { day.setAttribute("tabindex", at ? "-1" : "0"); });
    });
  };
  oneStop(document);
  document.addEventListener("htmx:load", function (event) { oneStop(event.target); });

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const open = document.querySelector(".keys-help");
      if (open) open.remove();
      else if (document.activeElement.closest(".proof-day")) document.activeElement.blur();
      return;
    }
    if (walk(event)) { event.preventDefault(); return; }
    if (typing(event.target) || off() && event.key !== "?") return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?") help();
    else if (event.key === "/") {
      const box = document.querySelector("[data-search]");
      if (!box) return;
      box.focus();
      box.select();
    } else return;
    event.preventDefault();
  });
})();
