// What differs from the run before.
function buildDrift() {
  const drift = data.drift;
  if (!drift) return;
  const when = drift.started.replace("T", " ").slice(0, 16);
  const place = section("drift", "Drift", note(`Compared with run `, el("a", { href: `../${encodeURIComponent(drift.folder)}/report.html` }, drift.id), `, ${when} UTC.`));
  place.append(el("div", { class: "tiles small" },
    tile(count(drift.broken.length), "newly not ok", drift.broken.length ? "bad" : ""), tile(count(drift.mended.length), "mended", drift.mended.length ? "good" : ""),
    tile(count(new Set(drift.changed.map(([, row]) => row)).size), "with other answers"), tile(count(drift.fresh.length), "new"), tile(count(drift.gone.length), "no longer there")));
  const list = (title, rows) => rows.length && folded({ class: "reply" }, [title, el("span", { class: "tally" }, several(rows.length, "device"))], async () => deviceList(rows));
  place.append(...[list("Newly not ok", drift.broken), list("Mended", drift.mended), list("New in this run", drift.fresh)].filter(Boolean));
  if (drift.gone.length) {
    place.append(folded({ class: "reply" }, ["No longer there", el("span", { class: "tally" }, several(drift.gone.length, "device"))],
      async () => el("ul", { class: "devices" }, drift.gone.slice(0, 2000).map((name) => el("li", null, outside(name))))));
  }
  place.append(...changesByQuestion(drift));
  if (![drift.broken, drift.mended, drift.changed, drift.fresh, drift.gone].some((list) => list.length)) {
    place.append(el("p", { class: "empty" }, "Nothing has changed."));
  }
}

function changesByQuestion(drift) {
  const byQuestion = new Map();
  drift.changed.forEach(([number, row], at) => {
    if (!byQuestion.has(number)) byQuestion.set(number, []);
    byQuestion.get(number).push([row, at]);
  });
  return [...byQuestion.entries()].sort(([a], [b]) => a - b).map(([number, changes]) =>
    folded({ class: "question" }, [el("code", null, outside(titleOf(questions[number]))), el("span", { class: "tally" }, `${several(changes.length, "answer")} changed`)],
      async () => paged(changes, ([row, at]) => changeBox(number, row, at), 20)));
}

function changeBox(number, row, at) {
  return folded({ class: "reply" }, [outside(devices.name[row])], async () => {
    const place = questions[number].row.indexOf(row);
    const texts = await part("drift");
    const now = await shapeOf(number, questions[number].group[place]);
    const fields = await fieldsOf(number, place);
    if (!texts || texts[at] === null || typeof now !== "string") {
      return [deviceList([row]), el("p", { class: "empty" }, "It has changed; the two answers are in the files of the two runs.")];
    }
    return [deviceList([row]), diffBox("what has changed", linesOf(texts[at], []), linesOf(now, fields))];
  });
}
