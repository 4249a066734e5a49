// Rows that were parsed from answers, as tables to sort and filter.
function buildRows() {
  const parsed = questions.map((_, number) => number).filter((number) => questions[number].rows);
  if (!parsed.length) return;
  const place = section("rows", "Rows");
  place.append(...parsed.map((number) => {
    const { rows } = questions[number];
    return folded({ class: "question" }, [el("code", null, outside(titleOf(questions[number]))), el("span", { class: "tally" }, several(rows.count, "row"))],
      () => rowTable(number));
  }));
}

async function rowTable(number) {
  const { rows } = questions[number];
  const all = (await part(`r${number}`)) ?? [];
  const text = (value) => (value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));
  const sortable = (value) => (typeof value === "string" && value !== "" && !Number.isNaN(Number(value)) ? Number(value) : typeof value === "number" ? value : text(value));
  const columns = [
    { title: "Device", width: 150, cell: (i) => deviceLink(rowOfIndex.get(all[i][0])), by: (i) => devices.name[rowOfIndex.get(all[i][0])] },
    ...rows.columns.map((name, c) => ({ title: visible(name), hint: name, width: columnWidth(all, name, c), cell: (i) => outside(text(all[i][c + 1])), by: (i) => sortable(all[i][c + 1]) })),
  ];
  const table = new VirtualTable(`Rows of ${titleOf(questions[number])}`, columns, 420).rows(all.map((_, i) => i));
  const matches = (i, wanted) => all[i].some((value, c) => (c === 0 ? devices.name[rowOfIndex.get(value)] : text(value)).toLowerCase().includes(wanted));
  return [
    rows.cut ? note(`The first ${count(all.length)} of ${count(rows.count)} rows; the folder rows beside this page has all.`) : null,
    el("div", { class: "bar-of-tools" }, filterBox("Filter rows", (wanted) => {
      table.filter((i) => !wanted || matches(i, wanted));
      say(several(table.ids.length, "row"));
    })),
    table.element,
  ];
}

function columnWidth(all, name, c) {
  let longest = name.length + 2;
  for (let i = 0; i < Math.min(all.length, 60); i++) longest = Math.max(longest, String(all[i][c + 1] ?? "").length);
  return Math.min(260, Math.max(70, longest * 8 + 20));
}
