// All that is known of one device, in a dialog of its own.
const dialog = document.getElementById("device");

function openDevice(row) {
  location.hash = `device=${encodeURIComponent(devices.name[row])}`;
}

async function showDevice(row) {
  const name = devices.name[row];
  const close = el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Close");
  dialog.replaceChildren(
    el("header", { class: "dialog-head" }, el("h2", { id: "device-name" }, outside(name)), badge(statusOf(row)), close),
    facts(row), phaseBar(row), phaseLegend(),
  );
  const failure = el("div");
  const checks = el("div");
  dialog.append(failure, checks, el("h3", null, "Commands"), ...asked[row].map(([number, place]) => replyBox(number, place)));
  if (!asked[row].length) dialog.append(el("p", { class: "empty" }, "Nothing was sent."));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  failure.append(...(await failureOf(row)));
  checks.append(...(await checksOf(row)));
}

function facts(row) {
  const list = el("dl", { class: "facts" });
  const add = (term, ...value) => list.append(el("div", null, el("dt", null, term), el("dd", null, ...value)));
  add("Address", outside(devices.host[row]));
  add("Platform", outside(platformOf(row)));
  if (siteOf(row)) add("Site", outside(siteOf(row)));
  if (devices.prompt[row]) add("Prompt", outside(devices.prompt[row]));
  add("Began after", duration(devices.start[row]));
  add("Took", duration(devices.total[row]));
  add("Waited", duration(devices.queue[row]));
  add("Attempts", count(devices.attempts[row]));
  return list;
}

async function failureOf(row) {
  if (devices.status[row] === okState) return [];
  const found = ((await part("failures")) ?? []).find(([at]) => at === row);
  const last = ((await part("last")) ?? []).find(([at]) => at === row);
  const cause = data.causes[devices.cause[row]];
  const [, message, expected, hint] = found ?? [row, "", "", ""];
  return [el("div", { class: "failure" },
    el("p", null, el("strong", null, words(cause.kind || cause.status)), ": ", outside(message), cause.stage && el("span", { class: "note" }, ` (stage: ${cause.stage})`)),
    hint && el("p", { class: "hint" }, outside(hint)),
    expected && el("p", null, "Expected: ", outside(expected)),
    last && el("p", null, "Last received:"),
    last && textBox("last received", visible(last[1])))];
}

async function checksOf(row) {
  if (!data.checks.length) return [];
  const details = new Map(((await part("checks")) ?? []).filter(([, at]) => at === row).map(([check, , text]) => [check, text]));
  const items = data.checks.flatMap((check, i) => {
    const state = CHECK_STATES[check.letters[row]];
    return state ? [checkItem(check, state, details.get(i))] : [];
  });
  return items.length ? [el("h3", null, "Checks"), el("ul", { class: "checks" }, items)] : [];
}

function checkItem(check, state, detail) {
  return el("li", null, el("span", { class: `mark c-${state}` }, CHECK_SIGNS[state], el("span", { class: "unseen" }, ` ${state}: `)),
    el("strong", null, outside(check.name)), el("span", { class: "note" }, ` ${check.severity}`),
    detail && textBox(`what ${check.name} found`, visible(detail)),
    state !== "pass" && check.why && el("p", { class: "note" }, "Why: ", outside(check.why)),
    state !== "pass" && check.fix && el("p", { class: "hint" }, "Fix: ", outside(check.fix)));
}

/** A command with its answer folded. */
function replyBox(number, place) {
  const question = questions[number];
  const status = STATES[question.status[place]];
  const [file, message] = noteOf(number, place);
  const summary = [el("code", null, outside(commandOf(number, place).split("\n")[0])),
    el("span", { class: "note" }, ` ${duration(question.ms[place])}, ${size(question.bytes[place])} `),
    status !== "ok" && badge(status)];
  return folded({ class: "reply" }, summary, async () => {
    const text = await answerOf(number, place);
    const own = commandOf(number, place);
    return [
      own.includes("\n") && textBox("what was sent", visible(own)),
      message && el("p", { class: status === "ok" ? "note" : "hint" }, outside(message)),
      ...answerBox(text, file, question.bytes[place], commandOf(number, place)),
    ];
  });
}

function answerBox(text, file, bytes, label) {
  const nodes = [];
  if (file) nodes.push(el("p", null, `${size(bytes)}, in the file `, el("a", { href: encodePath(file) }, outside(file))));
  if (text === null && !file) nodes.push(el("p", { class: "empty" }, bytes ? "Not on this page; results.csv and results.json have it." : "No output."));
  if (text !== null) {
    nodes.push(el("div", { class: "bar-of-tools" }, copyButton(async () => text)), textBox(`output of ${label}`, visible(text)));
    if (text.length >= 131072) nodes.push(el("p", { class: "note" }, `The first ${count(text.length)} characters; results.csv and results.json have all ${size(bytes)}.`));
  }
  return nodes;
}

const encodePath = (path) => `./${path.split("/").map(encodeURIComponent).join("/")}`;

function followHash() {
  const match = /^#device=(.*)$/.exec(location.hash);
  const row = match ? rowOfName.get(decoded(match[1])) : undefined;
  if (row !== undefined) showDevice(row);
  else if (dialog.open) dialog.close();
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

dialog.addEventListener("close", () => {
  if (location.hash.startsWith("#device=")) history.replaceState(null, "", location.pathname + location.search);
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
addEventListener("hashchange", followHash);
