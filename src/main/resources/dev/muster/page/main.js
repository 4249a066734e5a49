// Puts the page together.
function buildSummary() {
  const { summary } = data;
  const place = section("summary", "Summary");
  const bad = DEVICES - summary.ok;
  const tiles = [tile(count(summary.devices), summary.devices === 1 ? "device" : "devices", "", "#devices"),
    tile(count(summary.ok), "ok", "good", "#devices")];
  for (const state of STATES) {
    if (state !== "ok" && summary[state]) tiles.push(tile(count(summary[state]), words(state), "bad", "#failures"));
  }
  if (data.checks.length || data.fleet.length) tiles.push(checkTile());
  if (data.drift) tiles.push(tile(count(new Set(data.drift.changed.map(([, row]) => row)).size), "changed since last run", "", "#drift"));
  tiles.push(tile(count(summary.commands), "commands"), tile(duration(summary.elapsed), "took"), tile(count(data.run.workers), "at once at most"));
  place.append(shareBar(STATES.map((state) => [state, summary[state]]), `${count(summary.ok)} of ${count(summary.devices)} ok`), el("div", { class: "tiles" }, tiles));
  if (summary.stopped) place.append(el("p", { class: "warning" }, "The run ended early: ", outside(summary.stopped)));
  if (!bad && DEVICES) place.append(el("p", { class: "note" }, "Every device did what was asked."));
}

function checkTile() {
  let bad = 0;
  for (const check of data.checks) for (const letter of check.letters) if (letter === "f" || letter === "e") bad++;
  for (const check of data.fleet) if (check.status === "fail" || check.status === "error") bad++;
  return tile(count(bad), bad === 1 ? "check not met" : "checks not met", bad ? "bad" : "good", "#checks");
}

function buildTimes() {
  if (!DEVICES) return;
  const place = section("times", "Times");
  const timeline = new Timeline();
  place.append(el("h3", null, "Who ran when"), timeline.element, el("h3", null, "How long devices took"));
  const took = devices.total.filter((_, row) => devices.attempts[row] > 0);
  if (!took.length) {
    place.append(el("p", { class: "empty" }, "No device was contacted."));
    return;
  }
  const sorted = took.toSorted((a, b) => a - b);
  place.append(note(`Half took at most ${duration(quantile(sorted, 0.5))}, 95 % at most ${duration(quantile(sorted, 0.95))}, the longest ${duration(sorted[sorted.length - 1])}.`), histogram(took));
  document.addEventListener("themechange", () => timeline.draw());
}

function buildDevices() {
  const place = section("devices", "Devices");
  const hasSites = devices.sites.some(Boolean);
  const columns = [
    { title: "Device", width: 170, cell: deviceLink, by: (row) => devices.name[row] },
    { title: "Status", width: 110, cell: (row) => badge(statusOf(row)), by: (row) => devices.status[row] },
    { title: "Why", width: 260, cell: (row) => (devices.cause[row] < 0 ? "" : outside(causeText(row))), by: (row) => (devices.cause[row] < 0 ? null : causeText(row)) },
    { title: "Address", width: 140, cell: (row) => outside(devices.host[row]), by: (row) => devices.host[row] },
    { title: "Platform", width: 120, cell: (row) => outside(platformOf(row)), by: platformOf },
    hasSites && { title: "Site", width: 80, cell: (row) => outside(siteOf(row)), by: siteOf },
    { title: "Began", width: 90, number: true, cell: (row) => duration(devices.start[row]), by: (row) => devices.start[row] },
    { title: "Took", width: 90, number: true, cell: (row) => duration(devices.total[row]), by: (row) => devices.total[row] },
    { title: "Phases", width: 130, cell: phaseBar },
    { title: "Tries", width: 66, number: true, cell: (row) => count(devices.attempts[row]), by: (row) => devices.attempts[row] },
  ].filter(Boolean);
  const table = new VirtualTable("Devices", columns, 520).rows(Array.from({ length: DEVICES }, (_, row) => row));
  let text = "";
  let status = "";
  const apply = () => {
    table.filter((row) => (!status || statusOf(row) === status) && (!text || searched(row).includes(text)));
    shown.textContent = several(table.ids.length, "device");
    say(shown.textContent);
  };
  const shown = el("span", { class: "note" }, several(DEVICES, "device"));
  const box = filterBox("Filter by name, address, platform, site or failure", (value) => { text = value; apply(); });
  box.id = "device-filter";
  const states = [["", "Any status"], ...devices.statuses.map((state) => [state, words(state)])];
  place.append(el("div", { class: "bar-of-tools" }, box, choiceBox("Status", states, (value) => { status = value; apply(); }), shown), table.element);
}

function causeText(row) {
  const cause = data.causes[devices.cause[row]];
  return `${words(cause.kind || cause.status)}: ${cause.message}`;
}

function searched(row) {
  const why = devices.cause[row] < 0 ? "" : causeText(row);
  return `${devices.name[row]}\n${devices.host[row]}\n${platformOf(row)}\n${siteOf(row)}\n${statusOf(row)}\n${why}`.toLowerCase();
}

function buildTheme() {
  const button = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const show = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", isDark() ? "Change to light colours" : "Change to dark colours");
    document.dispatchEvent(new Event("themechange"));
  };
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("muster-theme", document.documentElement.dataset.theme); } catch { /* a page from disk may have no place to remember */ }
    show();
  });
  try {
    const kept = localStorage.getItem("muster-theme");
    if (kept) document.documentElement.dataset.theme = kept;
  } catch { /* as above */ }
  dark.addEventListener("change", show);
  show();
}

function buildFoot() {
  const { run } = data;
  document.querySelector(".foot").append(el("p", null, "Made by Muster from ", outside(run.source), `, run ${run.id}. `,
    "The same results for scripts: results.csv, results.json, and the element ", el("code", null, "#part-data"), " of this page."));
}

addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
  if (event.key === "/" && !typing && !dialog.open && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.getElementById("device-filter").focus();
  }
});

function watchSections() {
  const links = new Map([...nav.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) links.forEach((link, id) => (id === entry.target.id ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
    }
  }, { rootMargin: "-20% 0px -70% 0px" });
  links.forEach((_, id) => watcher.observe(document.getElementById(id)));
}

buildTheme();
for (const build of [buildSummary, buildFailures, buildChecks, buildDrift, buildAnswers, buildRows, buildTimes, buildDevices, buildFoot]) build();
watchSections();
followHash();
requestAnimationFrame(() => requestAnimationFrame(() => (document.documentElement.dataset.ready = String(Math.round(performance.now())))));
