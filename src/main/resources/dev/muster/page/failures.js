// Devices that are not ok, by cause.
function buildFailures() {
  if (!data.causes.length) return;
  const place = section("failures", "Failures");
  const byCause = data.causes.map(() => []);
  devices.cause.forEach((cause, row) => cause >= 0 && byCause[cause].push(row));
  const order = data.causes.map((_, i) => i).sort((a, b) => data.causes[b].devices - data.causes[a].devices);
  place.append(el("div", { class: "paged" }, paged(order, (i) => causeBox(data.causes[i], byCause[i]))));
}

function causeBox(cause, rows) {
  const heading = [badge(cause.status), el("strong", null, ` ${words(cause.kind || cause.status)} `),
    el("span", { class: "tally" }, several(rows.length, "device")), el("span", { class: "cause" }, outside(cause.message))];
  const box = folded({ class: "causebox" }, heading, async () => [
    cause.stage && note(`Stage: ${cause.stage}.`),
    deviceList(rows),
  ]);
  const hint = cause.hint ? el("p", { class: "hint" }, outside(cause.hint)) : null;
  return el("div", { class: "cause-item" }, box, hint);
}
