/* The page that reads reports works without this: here notes move beside what they are about and are joined to it
   by lines, files can be dropped on the whole box, Escape closes a reading, and tables get a chart above them. */
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const wide = window.matchMedia("(min-width: 64rem)");

  const join = (body) => {
    body.querySelector(".read-lines")?.remove();
    const notes = [...body.querySelectorAll("[data-note]")];
    const many = body.closest(".texts-many");
    body.classList.toggle("is-joined", wide.matches && !many && notes.length > 0);
    for (const note of notes) note.style.top = "";
    if (!wide.matches || many || notes.length === 0) return;
    const frame = body.getBoundingClientRect();
    const lines = document.createElementNS(SVG, "svg");
    lines.setAttribute("class", "read-lines");
    lines.setAttribute("aria-hidden", "true");
    const placed = notes.map((note) => {
      const figures = note.dataset.note.trim().split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean);
      return { note, figures, wish: Math.min(...figures.map((f) => f.getBoundingClientRect().top)) - frame.top };
    }).sort((one, other) => one.wish - other.wish);
    let free = 0;
    for (const { note, figures, wish } of placed) {
      const top = Math.max(free, wish);
      note.style.top = `${top}px`;
      free = top + note.offsetHeight + 12;
      const x = note.getBoundingClientRect().left - frame.left;
      for (const figure of figures) {
        const at = figure.getBoundingClientRect();
        const from = at.right - frame.left, down = at.bottom - frame.top;
        const path = document.createElementNS(SVG, "path");
        path.setAttribute("d", `M${from} ${down} C${(from + x) / 2} ${down} ${(from + x) / 2} ${top + 20} ${x} ${top + 20}`);
        lines.append(path);
      }
    }
    body.querySelector(".read-notes").style.minHeight = `${free}px`;
    body.append(lines);
  };
  const joinAll = () => document.querySelectorAll(".read-body").forEach(join);

  const drop = document.querySelector(".drop");
  if (drop) {
    const input = drop.querySelector("input");
    for (const kind of ["dragenter", "dragover"]) {
      drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("is-over"); });
    }
    for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("is-over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  }

  document.addEventListener("keydown", (event) => {
    const hold = event.target.closest?.(".fig-hold");
    if (event.key === "Escape" && hold) hold.classList.add("fig-closed");
  });
  document.addEventListener("focusout", (event) => event.target.closest?.(".fig-hold")?.classList.remove("fig-closed"));

  const draw = (box) => {
    const style = getComputedStyle(box);
    const colour = (name) => style.getPropertyValue(name).trim();
    const names = [...box.querySelectorAll("thead th")].slice(1).map((cell) => cell.textContent);
    const rows = [...box.querySelectorAll("tbody tr")].slice(0, 16);
    const place = document.createElement("div");
    place.className = "compared-chart";
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", `${box.querySelector("h3").textContent}，数见下表`);
    box.querySelector("h3").after(place);
    const chart = window.echarts.init(place);
    const ink = colour("--ink");
    const short = (words) => (words.length > 14 ? `${words.slice(0, 13)}…` : words);
    chart.setOption({
      animation: false,
      color: [0, 1, 2, 3, 4, 5].map((hue) => colour(`--hue-${hue}`)),
      textStyle: { fontFamily: style.fontFamily, color: ink },
      tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" } },
      legend: { data: names, textStyle: { color: ink }, top: 8 },
      grid: { left: 16, right: 16, bottom: 16, top: 48, containLabel: true },
      xAxis: { type: "category", data: rows.map((row) => short(row.cells[0].textContent)),
        axisLabel: { color: ink, interval: 0, rotate: rows.length > 5 ? 38 : 0 } },
      yAxis: { type: box.dataset.chart === "compare-volumes" ? "log" : "value", logBase: 10,
        axisLabel: { color: ink }, name: box.dataset.unit, nameTextStyle: { color: ink } },
      series: names.map((name, column) => ({ name, type: "bar",
        data: rows.map((row) => { const value = row.cells[column + 1].dataset.value; return value ? Number(value) : null; }) })),
    });
    window.addEventListener("resize", () => chart.resize());
  };

  joinAll();
  document.fonts?.ready.then(joinAll);
  let waiting = 0;
  window.addEventListener("resize", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(joinAll); });
  if (window.echarts) document.querySelectorAll("[data-chart]").forEach(draw);
})();
