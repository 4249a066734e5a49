// Making elements. Text from devices only ever becomes text nodes.
const main = document.getElementById("main");
const nav = document.querySelector("nav.sections");

/** An element: attributes, properties that begin with "on", children that are nodes, texts or nothing. */
function el(tag, attributes, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return furnish(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function furnish(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore lint: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const named = (c) => `⟨${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`;

/** A text in which what cannot be seen, or would turn the line around, is shown. */
function visible(text) {
  return text
    .replace(/\r\n/g, "\n")
    .replace(CONTROL, (c) => (c < " " ? String.fromCharCode(0x2400 + c.charCodeAt(0)) : named(c)))
    .replace(BIDI, named)
    .replace(/[\u2028\u2029]/g, named);
}

/** Text from a device or a file, on one line, kept from changing the direction of what stands beside it. */
function outside(text, attributes) {
  return el("bdi", attributes, visible(text));
}

function section(id, title, ...intro) {
  const heading = el("h2", { id: `${id}-title` }, title);
  const place = el("section", { id, "aria-labelledby": `${id}-title` }, heading, intro);
  main.append(place);
  nav.append(el("a", { href: `#${id}` }, title));
  return place;
}

const note = (...text) => el("p", { class: "note" }, ...text);

function badge(status) {
  return el("span", { class: `badge s-${status}` }, words(status));
}

function say(text) {
  document.getElementById("said").textContent = text;
}

function copyButton(text) {
  const button = el("button", { type: "button", class: "quiet copy" }, "Copy");
  button.addEventListener("click", async () => {
    const copied = await copy(await text());
    button.textContent = copied ? "Copied" : "Not copied";
    say(copied ? "Copied" : "The browser does not let this page copy");
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el("textarea", { class: "unseen", readonly: true });
    area.value = text;
    const host = document.querySelector("dialog[open]") ?? document.body;
    host.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}

/** A folded part whose content is made when it is first opened. */
function folded(attributes, summary, content) {
  const body = el("div", { class: "body" });
  const details = el("details", attributes, el("summary", null, summary), body);
  let made = false;
  details.addEventListener("toggle", async () => {
    if (!details.open || made) return;
    made = true;
    const nodes = await content();
    body.append(...[nodes].flat().filter(Boolean));
  });
  return details;
}

/** The name of a device, which opens what is known of it. */
function deviceLink(row) {
  return el("a", { class: "device", href: `#device=${encodeURIComponent(devices.name[row])}` }, outside(devices.name[row]));
}

/** Devices by name, the first ones at once and the rest when asked for. */
function deviceList(rows, most = 40) {
  const list = el("ul", { class: "devices" }, rows.slice(0, most).map((row) => el("li", null, deviceLink(row))));
  if (rows.length > most) {
    const more = el("button", { type: "button", class: "quiet" }, `${count(rows.length - most)} more`);
    more.addEventListener("click", () => {
      const rest = rows.slice(most, most + 2000).map((row) => el("li", null, deviceLink(row)));
      more.parentElement.replaceWith(...rest);
      if (rows.length > most + 2000) list.append(el("li", null, `and ${count(rows.length - most - 2000)} more, see Devices`));
    });
    list.append(el("li", null, more));
  }
  return list;
}

/** The first of many nodes, and a button for the next. */
function paged(items, make, step = 30) {
  const place = el("div", { class: "paged" });
  let shown = 0;
  const more = el("button", { type: "button", class: "quiet" });
  const next = () => {
    const nodes = items.slice(shown, shown + step).map(make);
    shown += nodes.length;
    more.before(...nodes);
    more.textContent = `Show ${count(Math.min(step, items.length - shown))} of ${count(items.length - shown)} more`;
    more.hidden = shown >= items.length;
    nodes[0]?.querySelector("summary")?.focus({ preventScroll: true });
  };
  more.addEventListener("click", next);
  place.append(more);
  const focus = document.activeElement;
  next();
  if (focus instanceof HTMLElement && focus !== document.body) focus.focus({ preventScroll: true });
  return place;
}

/** A box for a text that may be long or wide. */
function textBox(label, ...content) {
  return el("pre", { class: "text", tabindex: "0", role: "region", "aria-label": label, dir: "ltr" }, ...content);
}

function filterBox(label, on) {
  const input = el("input", { type: "search", placeholder: label, "aria-label": label, autocomplete: "off", spellcheck: "false" });
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => on(input.value.trim().toLowerCase()), DEVICES > 1000 ? 120 : 0);
  });
  return input;
}

function choiceBox(label, options, on) {
  const select = el("select", { "aria-label": label }, options.map(([value, text]) => el("option", { value }, text)));
  select.addEventListener("change", () => on(select.value));
  return select;
}
