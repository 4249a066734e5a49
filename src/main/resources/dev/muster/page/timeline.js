// Who ran when: a line for each device, a colour for each phase, and above them how many were at work.
class Timeline {
  constructor() {
    this.rows = Array.from({ length: DEVICES }, (_, row) => row).filter((row) => devices.attempts[row] > 0 || devices.total[row] > 0);
    this.rows.sort((a, b) => devices.start[a] - devices.start[b] || endOf(a) - endOf(b) || a - b);
    this.span = this.rows.reduce((last, row) => Math.max(last, endOf(row)), 1);
    this.crowd = this.crowds();
    this.most = this.crowd.reduce((most, now) => Math.max(most, now), 0);
    this.packed = this.rows.length > 40;
    this.canvas = el("canvas", { id: "timeline-canvas", tabindex: "0", role: "img", "aria-label": this.description() });
    this.tip = el("div", { class: "tip", hidden: true });
    this.box = el("div", { class: "timeline" }, this.canvas, this.tip);
    this.element = el("div", null, this.controls(), this.box, phaseLegend());
    this.arrange();
    this.listen();
    new ResizeObserver(() => this.draw()).observe(this.box);
  }

  description() {
    return `Timeline: ${several(this.rows.length, "device")} in ${duration(this.span)}, at most ${count(this.most)} at once. ` +
      "Plus and minus zoom, arrows move, 0 shows all. The table of devices has the same figures.";
  }

  /** The most devices at work in each of 240 parts of the run. */
  crowds() {
    const starts = this.rows.map((row) => devices.start[row]);
    const ends = this.rows.map(endOf).sort((a, b) => a - b);
    const slots = new Array(240).fill(0);
    const slot = (ms) => Math.min(239, Math.max(0, Math.floor((ms / this.span) * 240)));
    let ended = 0;
    let filledTo = 0;
    let now = 0;
    const rise = (ms) => {
      while (filledTo < slot(ms)) slots[++filledTo] = now;
      slots[filledTo] = Math.max(slots[filledTo], now);
    };
    starts.forEach((start, begun) => {
      while (ended < begun && ends[ended] <= start) {
        rise(ends[ended]);
        now = begun - ++ended;
      }
      rise(start);
      now = begun + 1 - ended;
      rise(start);
    });
    for (; ended < ends.length; ended++) {
      rise(ends[ended]);
      now = ends.length - ended - 1;
    }
    return slots;
  }

  /** Lines of devices: one each, or as few as hold them all one after the other. */
  arrange() {
    this.lines = [];
    const free = [];
    this.rows.forEach((row) => {
      let line = this.packed ? free.findIndex((end) => end <= devices.start[row]) : -1;
      if (line < 0) {
        line = this.lines.length;
        this.lines.push([]);
      }
      this.lines[line].push(row);
      free[line] = endOf(row);
    });
    this.whole();
  }

  controls() {
    const button = (text, label, on) => el("button", { type: "button", class: "quiet", "aria-label": label, title: label, onclick: on }, text);
    return el("div", { class: "bar-of-tools" },
      button("+", "Zoom in", () => this.zoom(0.5, 0.5, 0.5)),
      button("−", "Zoom out", () => this.zoom(2, 0.5, 0.5)),
      button("All", "Show all", () => { this.whole(); this.draw(); }),
      this.rows.length > 40 && choiceBox("Lines", [["packed", "A line for each place at once"], ["each", "A line for each device"]], (value) => {
        this.packed = value === "packed";
        this.arrange();
        this.draw();
      }),
      el("span", { class: "note" }, "Drag to move, Ctrl and wheel or double click to zoom, click to open a device."));
  }

  whole() {
    this.view = { t0: 0, t1: this.span, r0: 0, r1: Math.max(1, this.lines.length) };
  }

  geometry() {
    const width = Math.max(200, this.box.clientWidth);
    const rows = this.view.r1 - this.view.r0;
    return { width, height: Math.round(Math.min(420, Math.max(150, 84 + this.rows.length * 16))), left: rows <= 40 ? 110 : 8, top: 52, bottom: 22, right: 8 };
  }

  draw() {
    const g = this.geometry();
    const ratio = devicePixelRatio || 1;
    this.canvas.width = g.width * ratio;
    this.canvas.height = g.height * ratio;
    this.canvas.style.width = "100%";
    this.canvas.style.height = `${g.height}px`;
    const pen = this.canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const style = getComputedStyle(document.documentElement);
    const ink = (name) => style.getPropertyValue(`--${name}`).trim();
    pen.clearRect(0, 0, g.width, g.height);
    pen.font = `11px ${style.getPropertyValue("--sans")}`;
    this.drawAxis(pen, g, ink);
    this.drawCrowd(pen, g, ink);
    this.drawRows(pen, g, ink);
  }

  x(ms, g) {
    return g.left + ((ms - this.view.t0) / (this.view.t1 - this.view.t0)) * (g.width - g.left - g.right);
  }

  drawAxis(pen, g, ink) {
    const step = niceStep(this.view.t1 - this.view.t0, Math.max(2, g.width / 110));
    pen.textBaseline = "alphabetic";
    for (let ms = Math.ceil(this.view.t0 / step) * step; ms <= this.view.t1; ms += step) {
      const x = this.x(ms, g);
      pen.fillStyle = ink("line");
      pen.fillRect(Math.round(x), 8, 1, g.height - g.bottom - 8);
      pen.fillStyle = ink("muted");
      pen.textAlign = x < 30 ? "left" : x > g.width - 30 ? "right" : "center";
      pen.fillText(duration(ms), x, g.height - 7);
    }
  }

  drawCrowd(pen, g, ink) {
    const most = Math.max(1, this.most);
    pen.fillStyle = ink("crowd");
    this.crowd.forEach((number, i) => {
      const x0 = Math.max(g.left, this.x((i / 240) * this.span, g));
      const x1 = Math.min(g.width - g.right, this.x(((i + 1) / 240) * this.span, g));
      if (x1 > x0) pen.fillRect(x0, 44 - (34 * number) / most, x1 - x0 + 0.5, (34 * number) / most);
    });
    pen.fillStyle = ink("muted");
    pen.textAlign = "right";
    pen.fillText(`at most ${count(this.most)} at once`, g.width - g.right - 2, 18);
  }

  drawRows(pen, g, ink) {
    const { r0, r1 } = this.view;
    const each = (g.height - g.top - g.bottom) / (r1 - r0);
    const thick = Math.max(each > 3 ? Math.min(each - 2, 14) : each, 0.75);
    const colours = PHASES.map((phase) => ink(`phase-${phase}`));
    const bad = ink("fail");
    pen.save();
    pen.beginPath();
    pen.rect(g.left - 1, g.top, g.width - g.left - g.right + 2, g.height - g.top - g.bottom);
    pen.clip();
    for (let i = Math.max(0, Math.floor(r0)); i < Math.min(this.lines.length, Math.ceil(r1)); i++) {
      const y = g.top + (i - r0) * each + (each - thick) / 2;
      for (const row of this.lines[i]) {
        if (endOf(row) >= this.view.t0 && devices.start[row] <= this.view.t1) this.drawRow(pen, g, { row, y, thick, colours, bad });
      }
    }
    pen.restore();
    if (g.left > 100) this.drawNames(pen, g, each, ink);
  }

  drawRow(pen, g, { row, y, thick, colours, bad }) {
    let at = devices.start[row];
    const end = endOf(row);
    for (let phase = 1; phase < PHASES.length; phase++) {
      const ms = devices[PHASES[phase]][row];
      if (ms <= 0) continue;
      const x = this.x(at, g);
      at += ms;
      pen.fillStyle = colours[phase];
      pen.fillRect(x, y, Math.max(this.x(at, g) - x, 0.6), thick);
    }
    if (end > at) {
      pen.fillStyle = colours[6];
      pen.fillRect(this.x(at, g), y, this.x(end, g) - this.x(at, g), thick);
    }
    if (devices.status[row] !== okState) {
      pen.fillStyle = bad;
      pen.fillRect(this.x(end, g) - (this.packed ? 3 : 0), y, 3, thick);
    }
  }

  drawNames(pen, g, each, ink) {
    pen.fillStyle = ink("ink");
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    for (let i = Math.max(0, Math.floor(this.view.r0)); i < Math.min(this.lines.length, this.view.r1); i++) {
      const name = visible(devices.name[this.lines[i][0]]);
      const y = g.top + (i + 0.5 - this.view.r0) * each;
      if (y > g.top && y < g.height - g.bottom && each >= 10) pen.fillText(name.length > 16 ? `${name.slice(0, 15)}…` : name, g.left - 6, y);
    }
    pen.textBaseline = "alphabetic";
  }

  /** Zooms about a point given as shares of the width and height. */
  zoom(factor, fx, fy) {
    const { t0, t1, r0, r1 } = this.view;
    const t = t0 + (t1 - t0) * fx;
    const r = r0 + (r1 - r0) * fy;
    const times = Math.min(this.span, Math.max(this.span / 2000, (t1 - t0) * factor));
    const all = Math.max(1, this.lines.length);
    const lines = Math.min(all, Math.max(Math.min(8, all), (r1 - r0) * factor));
    this.place(t - times * fx, times, r - lines * fy, lines);
  }

  place(t0, times, r0, lines) {
    t0 = Math.min(Math.max(0, t0), this.span - times);
    r0 = Math.min(Math.max(0, r0), Math.max(1, this.lines.length) - lines);
    this.view = { t0, t1: t0 + times, r0, r1: r0 + lines };
    this.draw();
  }

  move(dx, dy) {
    const { t0, t1, r0, r1 } = this.view;
    this.place(t0 + dx * (t1 - t0), t1 - t0, r0 + dy * (r1 - r0), r1 - r0);
  }

  at(event) {
    const g = this.geometry();
    const box = this.canvas.getBoundingClientRect();
    const fx = (event.clientX - box.left - g.left) / (g.width - g.left - g.right);
    const fy = (event.clientY - box.top - g.top) / (g.height - g.top - g.bottom);
    const line = fy < 0 || fy >= 1 ? [] : (this.lines[Math.floor(this.view.r0 + fy * (this.view.r1 - this.view.r0))] ?? []);
    const ms = this.view.t0 + fx * (this.view.t1 - this.view.t0);
    const slack = (3 / g.width) * (this.view.t1 - this.view.t0);
    const found = line.find((row) => devices.start[row] - slack <= ms && ms <= endOf(row) + slack);
    return { fx: Math.min(1, Math.max(0, fx)), fy: Math.min(1, Math.max(0, fy)), row: found ?? (this.packed ? undefined : line[0]) };
  }

  listen() {
    const keys = { "+": () => this.zoom(0.5, 0.5, 0.5), "=": () => this.zoom(0.5, 0.5, 0.5), "-": () => this.zoom(2, 0.5, 0.5),
      ArrowLeft: () => this.move(-0.2, 0), ArrowRight: () => this.move(0.2, 0), ArrowUp: () => this.move(0, -0.2),
      ArrowDown: () => this.move(0, 0.2), 0: () => { this.whole(); this.draw(); } };
    this.canvas.addEventListener("keydown", (event) => {
      const act = event.ctrlKey || event.metaKey || event.altKey ? null : keys[event.key];
      if (act) { event.preventDefault(); act(); }
    });
    this.canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { fx, fy } = this.at(event);
      this.zoom(event.deltaY > 0 ? 1.25 : 0.8, fx, fy);
    }, { passive: false });
    this.canvas.addEventListener("dblclick", (event) => { const { fx, fy } = this.at(event); this.zoom(0.4, fx, fy); });
    this.canvas.addEventListener("pointerdown", (event) => this.grab(event));
    this.canvas.addEventListener("pointermove", (event) => this.hover(event));
    this.canvas.addEventListener("pointerleave", () => (this.tip.hidden = true));
  }

  grab(event) {
    const from = { x: event.clientX, y: event.clientY, view: this.view };
    let moved = false;
    const drag = (to) => {
      const g = this.geometry();
      if (!moved && Math.hypot(to.clientX - from.x, to.clientY - from.y) < 5) return;
      moved = true;
      const { t0, t1, r0, r1 } = from.view;
      this.place(t0 - ((to.clientX - from.x) / (g.width - g.left)) * (t1 - t0), t1 - t0,
        r0 - ((to.clientY - from.y) / (g.height - g.top - g.bottom)) * (r1 - r0), r1 - r0);
    };
    const drop = (to) => {
      removeEventListener("pointermove", drag);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", drop);
      const { row } = this.at(to);
      if (!moved && row !== undefined && to.type === "pointerup" && this.view.r1 - this.view.r0 <= 120) openDevice(row);
    };
    addEventListener("pointermove", drag);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", drop);
  }

  hover(event) {
    const { row } = this.at(event);
    this.tip.hidden = row === undefined;
    if (row === undefined) return;
    const phases = PHASES.filter((phase) => devices[phase][row] > 0).map((phase) => `${phase} ${duration(devices[phase][row])}`);
    this.tip.replaceChildren(el("strong", null, outside(devices.name[row])), ` ${words(statusOf(row))}, ${duration(devices.total[row])}`,
      el("br"), phases.join(", "));
    const box = this.box.getBoundingClientRect();
    this.tip.style.left = `${Math.max(4, Math.min(event.clientX - box.left + 12, box.width - 250))}px`;
    this.tip.style.top = `${event.clientY - box.top + 16}px`;
  }
}

const okState = devices.statuses.indexOf("ok");
