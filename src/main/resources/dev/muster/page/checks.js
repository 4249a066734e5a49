// Checks: how many hold, and the matrix of checks and devices.
const CHECK_STATES = { p: "pass", f: "fail", e: "error", s: "skipped" };
const CHECK_SIGNS = { pass: "✓", fail: "✗", error: "!", skipped: "–" };

function lettersOf(check) {
  const tally = { pass: 0, fail: 0, error: 0, skipped: 0 };
  for (const letter of check.letters) if (CHECK_STATES[letter]) tally[CHECK_STATES[letter]]++;
  return tally;
}

function buildChecks() {
  if (!data.checks.length && !data.fleet.length) return;
  const place = section("checks", "Checks");
  if (data.checks.length) place.append(checkSummary(), checkMatrix());
  if (data.fleet.length) place.append(el("h3", null, "Across devices"), el("ul", { class: "checks" }, data.fleet.map((check) => checkItem(check, check.status, check.detail))));
}

function checkSummary() {
  const items = data.checks.map((check) => {
    const tally = lettersOf(check);
    const bad = tally.fail + tally.error;
    const said = `${count(tally.pass)} pass, ${count(tally.fail)} fail, ${count(tally.error)} error, ${count(tally.skipped)} skipped`;
    return el("li", null, el("div", { class: "check-line" },
      el("strong", null, outside(check.name)), check.of && el("code", null, outside(check.of)),
      el("span", { class: `severity v-${check.severity}` }, check.severity),
      el("span", { class: bad ? "tally bad" : "tally" }, bad ? `${count(bad)} of ${count(DEVICES)} do not hold` : "holds everywhere")),
    shareBar(Object.entries(tally).map(([state, n]) => [`c-${state}`, n]), said),
    check.why && note("Why: ", outside(check.why)), bad > 0 && check.fix && el("p", { class: "hint" }, "Fix: ", outside(check.fix)));
  });
  return el("ul", { class: "checks summary" }, items);
}

function checkMatrix() {
  const bad = Array.from({ length: DEVICES }, (_, row) => data.checks.reduce((sum, check) => sum + ("fe".includes(check.letters[row]) ? 1 : 0), 0));
  const columns = [
    { title: "Device", width: 180, cell: deviceLink, by: (row) => devices.name[row] },
    { title: "Not met", width: 84, number: true, cell: (row) => count(bad[row]), by: (row) => bad[row] },
    ...data.checks.map((check) => ({
      title: visible(check.name), hint: `${check.name} (${check.severity})`, width: Math.max(72, Math.min(170, check.name.length * 8 + 24)), class: "cell",
      cell: (row) => checkCell(check.letters[row], check.name), by: (row) => "fesp-".indexOf(check.letters[row]),
    })),
  ];
  const table = new VirtualTable("Checks by device", columns, 440).rows(Array.from({ length: DEVICES }, (_, row) => row));
  let text = "";
  let which = "all";
  const apply = () => {
    table.filter((row) => (which === "all" || rowMatches(row, which, bad)) && (!text || devices.name[row].toLowerCase().includes(text)));
    say(several(table.ids.length, "device"));
  };
  const states = [["all", "All devices"], ["bad", "Not all met"], ["good", "All met"],
    ...data.checks.map((check, i) => [`${i}`, `Not met: ${visible(check.name)}`])];
  return el("div", null, el("div", { class: "bar-of-tools" },
    filterBox("Filter devices of the matrix", (value) => { text = value; apply(); }),
    choiceBox("Which devices", states, (value) => { which = value; apply(); })), table.element);
}

function rowMatches(row, which, bad) {
  if (which === "bad") return bad[row] > 0;
  if (which === "good") return bad[row] === 0;
  return "fe".includes(data.checks[Number(which)].letters[row]);
}

function checkCell(letter, name) {
  const state = CHECK_STATES[letter];
  if (!state) return el("span", { class: "mark c-none" }, "·");
  return el("span", { class: `mark c-${state}`, title: `${name}: ${state}` }, CHECK_SIGNS[state], el("span", { class: "unseen" }, ` ${state}`));
}
