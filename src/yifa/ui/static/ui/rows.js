// Tables that are filled in: rows added on the spot, cells pasted from a spreadsheet where they belong. Without this file
// the server adds rows and takes what is pasted as text.
(function () {
  "use strict";
  const rowsOf = function (table) { return Array.from(table.querySelectorAll("tbody tr")); };
  const cellsOf = function (row) { return Array.from(row.querySelectorAll("td .input")); };

  const add = function (table) {
    const all = rowsOf(table);
    const last = all[all.length - 1];
    const row = last.cloneNode(true);
    const number = all.length + 1;
    const head = row.querySelector("[data-row-number]");
    head.firstChild.nodeValue = String(number);
    head.querySelector("input").value = "";
    row.querySelectorAll(".field-error").forEach(function (one) { one.remove(); });
    row.querySelectorAll(".cell-error").forEach(function (one) { one.classList.remove("cell-error"); });
    cellsOf(row).forEach(function (cell) {
      cell.value = "";
      cell.removeAttribute("aria-invalid");
      cell.removeAttribute("aria-describedby");
      cell.id = cell.id.replace(/-\d+-(?=[^-]*$)/, "-" + number + "-");
      cell.setAttribute("aria-label", cell.getAttribute("aria-label").replace(/\d+/, String(number)));
    });
    last.after(row);
    return row;
  };

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-rows-more]");
    if (!button) return;
    event.preventDefault();
    cellsOf(add(button.closest("[data-rows]").querySelector("table")))[0].focus();
  });

  // Enter goes to the next row, as in a spreadsheet, and never sends the form from within the table.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("[data-rows] td input")) return;
    event.preventDefault();
    const row = event.target.closest("tr");
    const at = cellsOf(row).indexOf(event.target);
    cellsOf(row.nextElementSibling || add(row.closest("table")))[at].focus();
  });

  const put = function (cell, text) {
    if (cell.tagName !== "SELECT") { cell.value = text; return; }
    const option = Array.from(cell.options).find(function (one) { return one.textContent === text || one.value === text; });
    if (option) cell.value = option.value;
  };

  document.addEventListener("paste", function (event) {
    if (!event.target.matches("[data-rows] td .input")) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    if (!/[\t\n]/.test(text) || text.length > 40000) return;
    event.preventDefault();
    let row = event.target.closest("tr");
    const from = cellsOf(row).indexOf(event.target);
    text.split("\n").forEach(function (line, at) {
      if (at > 0) row = row.nextElementSibling || add(row.closest("table"));
      const cells = cellsOf(row);
      line.split("\t").forEach(function (value, step) {
        if (cells[from + step]) put(cells[from + step], value.trim());
      });
    });
  });
})();
