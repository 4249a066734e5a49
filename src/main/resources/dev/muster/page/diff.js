// Lines that differ between two texts.
const MOST_EDITS = 1200;

/** Edits from one list of lines to another: [" " | "-" | "+", place in a, place in b]; null when too much differs. */
function edits(a, b) {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middle = shortest(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  if (!middle) return null;
  const all = [];
  for (let i = 0; i < head; i++) all.push([" ", i, i]);
  for (const [sign, i, j] of middle) all.push([sign, i + head, j + head]);
  for (let i = tail; i > 0; i--) all.push([" ", a.length - i, b.length - i]);
  return all;
}

/** The fewest edits, after Myers: the furthest point on each diagonal, one edit more at a time. */
function shortest(a, b) {
  const most = Math.min(a.length + b.length, MOST_EDITS);
  let furthest = new Map([[1, 0]]);
  const trace = [];
  for (let d = 0; d <= most; d++) {
    const next = new Map();
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (furthest.get(k - 1) ?? -1) < (furthest.get(k + 1) ?? -1));
      let x = down ? furthest.get(k + 1) : furthest.get(k - 1) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      next.set(k, x);
      if (x >= a.length && y >= b.length) {
        trace.push(furthest);
        return walkBack(trace, a.length, b.length);
      }
    }
    trace.push(furthest);
    furthest = new Map([...furthest, ...next]);
  }
  return null;
}

function walkBack(trace, x, y) {
  const found = [];
  for (let d = trace.length - 1; d >= 0; d--) {
    const furthest = trace[d];
    const k = x - y;
    const down = k === -d || (k !== d && (furthest.get(k - 1) ?? -1) < (furthest.get(k + 1) ?? -1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : furthest.get(fromK);
    const fromY = d === 0 ? 0 : fromX - fromK;
    while (x > fromX && y > fromY) found.push([" ", --x, --y]);
    if (d > 0) {
      if (down) found.push(["+", x, --y]);
      else found.push(["-", --x, y]);
    }
  }
  return found.reverse();
}

/** The lines of a shape with and without its gaps filled. */
function linesOf(shape, fields) {
  const bare = shape.split("\n");
  let next = 0;
  const full = bare.map((line) => line.replaceAll(GAP, () => fields[next++] ?? "…"));
  return { bare, full };
}

/** Two answers as the lines in which they differ, with a few around them. */
function diffBox(label, before, after) {
  const found = edits(before.bare, after.bare);
  if (!found) {
    return textBox(label, visible(after.full.join("\n")));
  }
  const near = found.map(() => false);
  found.forEach(([sign], i) => {
    if (sign !== " ") for (let j = Math.max(0, i - 2); j <= Math.min(found.length - 1, i + 2); j++) near[j] = true;
  });
  const lines = [];
  let left = 0;
  found.forEach(([sign, i, j], at) => {
    if (!near[at]) {
      left++;
      return;
    }
    if (left) lines.push(el("span", { class: "alike" }, `… ${several(left, "line")} alike\n`));
    left = 0;
    lines.push(diffLine(sign, i, j, before, after, found, at));
  });
  if (left) lines.push(el("span", { class: "alike" }, `… ${several(left, "line")} alike\n`));
  return textBox(label, ...lines);
}

function diffLine(sign, i, j, before, after, found, at) {
  const text = sign === "-" ? before.full[i] : after.full[j];
  if (sign === " ") return el("span", null, `  ${visible(text)}\n`);
  const other = partner(sign, found, at, before, after);
  const content = other === null ? [visible(text)] : marked(text, other);
  const spoken = el("span", { class: "unseen" }, sign === "-" ? "removed: " : "added: ");
  return el(sign === "-" ? "del" : "ins", null, spoken, `${sign} `, ...content, "\n");
}

/** The line that took the place of this one, when it stands right beside it. */
function partner(sign, found, at, before, after) {
  if (sign === "-" && found[at + 1]?.[0] === "+" && found[at + 2]?.[0] !== "+") return after.full[found[at + 1][2]];
  if (sign === "+" && found[at - 1]?.[0] === "-" && found[at - 2]?.[0] !== "-") return before.full[found[at - 1][1]];
  return null;
}

/** A line with the part marked in which it differs from another. */
function marked(text, other) {
  const least = Math.min(text.length, other.length);
  let head = 0;
  while (head < least && text[head] === other[head]) head++;
  let tail = 0;
  while (tail < least - head && text[text.length - 1 - tail] === other[other.length - 1 - tail]) tail++;
  const end = text.length - tail;
  return [visible(text.slice(0, head)), el("mark", null, visible(text.slice(head, end))), visible(text.slice(end))];
}

/** A text in which what differs from device to device is tinted. */
function shapeNodes(shape, fields) {
  const nodes = [];
  let next = 0;
  for (const [i, piece] of shape.split(GAP).entries()) {
    if (i > 0) nodes.push(el("span", { class: "volatile", title: "differs from device to device" }, visible(fields[next++] ?? "…")));
    if (piece) nodes.push(visible(piece));
  }
  return nodes;
}
