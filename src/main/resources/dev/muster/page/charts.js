// Small drawings: what share ended how, how long devices took.
const STATES = data.states;

/** A bar of shares, one piece for each status. */
function shareBar(parts, label) {
  const bar = el("div", { class: "shares", role: "img", "aria-label": label });
  for (const [kind, number] of parts) {
    if (!number) continue;
    const piece = el("span", { class: `fill-${kind}`, title: `${words(kind)}: ${count(number)}` });
    piece.style.flexGrow = number;
    bar.append(piece);
  }
  return bar;
}

function tile(number, label, kind, href) {
  const content = [el("span", { class: String(number).length > 8 ? "figure long" : "figure" }, number), el("span", { class: "label" }, label)];
  return href ? el("a", { class: `tile ${kind ?? ""}`, href }, content) : el("div", { class: `tile ${kind ?? ""}` }, content);
}

/** Widths of steps that people count in. */
function niceStep(span, steps) {
  const raw = span / steps;
  const power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= raw);
}

/** How many devices took how long, as bars. */
function histogram(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const longest = sorted[sorted.length - 1] || 1;
  const top = Math.max(quantile(sorted, 0.99) * 1.25, longest * 0.02, 1);
  const cut = longest > top * 1.6 ? top : longest;
  const step = niceStep(Math.max(cut, 1), 24);
  const bars = Math.max(1, Math.floor(cut / step) + 1);
  const counts = new Array(bars + (cut < longest ? 1 : 0)).fill(0);
  for (const value of sorted) counts[Math.min(counts.length - 1, Math.floor(value / step))]++;
  return drawBars(counts, step, cut < longest);
}

function drawBars(counts, step, open) {
  const width = 640, height = 200, left = 44, bottom = 26, top = 10;
  const most = Math.max(...counts);
  const each = (width - left - 6) / counts.length;
  const y = (number) => top + (height - top - bottom) * (1 - number / most);
  const chart = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "img", id: "histogram",
    "aria-label": `Histogram: ${counts.map((n, i) => (n ? `${duration(i * step)}: ${n}` : "")).filter(Boolean).join(", ")}` });
  for (let tick = 0, by = Math.max(1, niceStep(most, 4)); tick <= most; tick += by) {
    chart.append(svg("line", { x1: left, x2: width - 6, y1: y(tick), y2: y(tick), class: "grid" }),
      svg("text", { x: left - 6, y: y(tick) + 4, class: "axis end" }, count(tick)));
  }
  counts.forEach((number, i) => {
    const last = open && i === counts.length - 1;
    const from = duration(i * step);
    const label = last ? `${from} and longer` : `${from} to ${duration((i + 1) * step)}`;
    chart.append(svg("rect", { x: left + i * each + 1, width: Math.max(1, each - 2), y: y(number), height: height - bottom - y(number),
      class: last ? "bar last" : "bar" }, svg("title", null, `${label}: ${several(number, "device")}`)));
  });
  const every = Math.ceil(counts.length / 7);
  counts.forEach((_, i) => {
    if (i % every === 0) chart.append(svg("text", { x: left + i * each, y: height - 8, class: "axis" }, duration(i * step)));
  });
  return chart;
}

/** The phases of one device as a bar. */
function phaseBar(row) {
  const shares = PHASES.slice(1).map((phase) => [phase, devices[phase][row]]).filter(([, ms]) => ms > 0);
  const total = shares.map(([phase, ms]) => `${phase} ${duration(ms)}`).join(", ");
  const bar = el("div", { class: "shares phases", role: "img", "aria-label": total || "no time spent" });
  for (const [phase, ms] of shares) {
    const piece = el("span", { class: `phase-${phase}`, title: `${phase}: ${duration(ms)}` });
    piece.style.flexGrow = ms;
    bar.append(piece);
  }
  return bar;
}

function phaseLegend() {
  return el("ul", { class: "legend" }, PHASES.slice(1).map((phase) => el("li", null, el("span", { class: `dot phase-${phase}` }), phase)));
}
