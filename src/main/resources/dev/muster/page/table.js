// Tables of any length: only the rows that can be seen are elements.
const ROW_HEIGHT = 30;
const OVERSCAN = 12;
const MOST_PRINTED = 400;

/**
 * A table.
 *
 * @param label what it is, for screen readers
 * @param columns title, cell(id) -> node or text, by(id) -> what sorts, width in pixels, number, hint
 * @param rowLabel optional: class of a row
 */
class VirtualTable {
  constructor(label, columns, height = 480) {
    this.columns = columns;
    this.all = [];
    this.ids = [];
    this.keep = () => true;
    this.sorted = null;
    this.first = -1;
    this.body = el("tbody");
    this.above = el("tr", { class: "space", "aria-hidden": "true" }, el("td", { colspan: columns.length }));
    this.below = el("tr", { class: "space", "aria-hidden": "true" }, el("td", { colspan: columns.length }));
    this.headers = columns.map((column, i) => this.header(column, i));
    this.table = el(
      "table",
      { class: "virtual", "aria-label": label },
      el("colgroup", null, columns.map((column) => el("col", { width: column.width }))),
      el("thead", null, el("tr", { "aria-rowindex": 1 }, this.headers)),
      this.body,
    );
    this.table.style.minWidth = `${columns.reduce((sum, column) => sum + column.width, 0)}px`;
    this.box = el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": `${label}, scrolls` }, this.table);
    this.box.style.maxHeight = `${height}px`;
    this.none = el("p", { class: "empty", hidden: true }, "Nothing matches.");
    this.element = el("div", { class: "tablebox" }, this.box, this.none);
    this.box.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.draw()).observe(this.box);
    addEventListener("beforeprint", () => this.print(true));
    addEventListener("afterprint", () => this.print(false));
  }

  header(column, i) {
    const attributes = { scope: "col", class: column.number ? "number" : column.class, title: column.hint };
    if (!column.by) return el("th", attributes, column.title);
    const button = el("button", { type: "button", class: "sort", onclick: () => this.sortBy(i) }, column.title);
    return el("th", { ...attributes, "aria-sort": "none" }, button);
  }

  rows(ids) {
    this.all = ids;
    this.refresh();
    return this;
  }

  filter(keep) {
    this.keep = keep;
    this.box.scrollTop = 0;
    this.refresh();
  }

  sortBy(i) {
    const descending = this.sorted?.column === i && !this.sorted.descending;
    this.sorted = { column: i, descending };
    this.headers.forEach((header, at) => {
      if (this.columns[at].by) header.setAttribute("aria-sort", at !== i ? "none" : descending ? "descending" : "ascending");
    });
    this.refresh();
  }

  refresh() {
    this.ids = this.all.filter(this.keep);
    if (this.sorted) {
      const { by } = this.columns[this.sorted.column];
      const keys = new Map(this.ids.map((id) => [id, by(id)]));
      const sign = this.sorted.descending ? -1 : 1;
      this.ids.sort((a, b) => sign * compare(keys.get(a), keys.get(b)));
    }
    this.table.setAttribute("aria-rowcount", this.ids.length + 1);
    this.none.hidden = this.ids.length > 0;
    this.first = -1;
    this.draw();
  }

  draw() {
    if (this.printing) return;
    const height = this.box.clientHeight || 480;
    const first = Math.max(0, Math.floor(this.box.scrollTop / ROW_HEIGHT) - OVERSCAN);
    const last = Math.min(this.ids.length, first + Math.ceil(height / ROW_HEIGHT) + 2 * OVERSCAN);
    if (first === this.first && last === this.last) return;
    this.first = first;
    this.last = last;
    this.fill(first, last);
  }

  fill(first, last) {
    const focused = this.body.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    this.above.firstChild.style.height = `${first * ROW_HEIGHT}px`;
    this.below.firstChild.style.height = `${(this.ids.length - last) * ROW_HEIGHT}px`;
    this.above.hidden = first === 0;
    this.below.hidden = last === this.ids.length;
    const rows = this.ids.slice(first, last).map((id, i) => this.row(id, first + i));
    this.body.replaceChildren(this.above, ...rows, this.below);
    if (focused) this.body.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  row(id, place) {
    const cells = this.columns.map((column, i) => {
      const content = column.cell(id);
      return el(i === 0 ? "th" : "td", { scope: i === 0 ? "row" : null, class: column.number ? "number" : column.class }, content);
    });
    return el("tr", { "aria-rowindex": place + 2, class: place % 2 ? "odd" : null }, cells);
  }

  print(on) {
    this.printing = on;
    if (on) this.fill(0, Math.min(this.ids.length, MOST_PRINTED));
    this.none.textContent = on && this.ids.length > MOST_PRINTED
      ? `Printed: the first ${count(MOST_PRINTED)} of ${count(this.ids.length)}.`
      : "Nothing matches.";
    this.none.hidden = !(on && this.ids.length > MOST_PRINTED) && this.ids.length > 0;
    if (on) this.below.hidden = true;
    this.first = -1;
    this.draw();
  }
}

const collator = new Intl.Collator("en", { numeric: true });

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  return collator.compare(String(a), String(b));
}
