// Answers by command: those that agree once, the odd ones as what differs from the most.
function buildAnswers() {
  const shown = questions.map((_, number) => number).filter((number) => questions[number].sizes.length);
  if (!shown.length) return;
  const place = section("answers", "Answers");
  place.append(note("Answers agree when they are the same but for the device's name, clocks, uptimes and traffic counters."));
  place.append(paged(shown, questionBox, 60));
}

/** Groups by size, with the places of their replies. */
function groupsOf(number) {
  const groups = questions[number].sizes.map((size, group) => ({ group, size, places: [] }));
  questions[number].group.forEach((group, place) => group >= 0 && groups[group].places.push(place));
  return groups.sort((a, b) => b.size - a.size || a.group - b.group);
}

function verdict(groups, answered) {
  if (answered === 1) return "one answer";
  if (groups.length === 1) return `all ${count(answered)} agree`;
  if (groups[0].size === 1) return `${count(answered)} answers, no two alike`;
  return `${count(groups[0].size)} agree, ${count(answered - groups[0].size)} ${answered - groups[0].size === 1 ? "differs" : "differ"}`;
}

function questionBox(number) {
  const question = questions[number];
  const groups = groupsOf(number);
  const answered = groups.reduce((sum, group) => sum + group.size, 0);
  const refused = question.status.filter((status) => STATES[status] !== "ok").length;
  const bar = shareBar(groups.slice(0, 12).map((group, i) => [`g${i % 6}`, group.size]).concat([["rest", answered - groups.slice(0, 12).reduce((s, g) => s + g.size, 0)]]),
    `${groups.length} kinds of answers`);
  const summary = [el("code", null, outside(titleOf(question))), el("span", { class: "tally" }, verdict(groups, answered)),
    refused > 0 && el("span", { class: "tally bad" }, `${count(refused)} not ok`), bar];
  return folded({ class: "question" }, summary, async () => [
    await majorityBox(number, groups[0], groups.length),
    ...(groups.length > 1 ? [el("h3", null, groups[0].size === 1 ? "The others" : "The odd ones"),
      paged(groups.slice(1), (group) => oddBox(number, group, groups[0]), 20)] : []),
  ]);
}

async function majorityBox(number, group, kinds) {
  const [place] = group.places;
  const rows = group.places.map((at) => questions[number].row[at]);
  const shape = await shapeOf(number, group.group);
  const whose = kinds === 1 || group.size > 1 ? `${several(group.size, "device")} ${group.size === 1 ? "answers" : "answer"} so` : "One answer";
  const box = folded({ class: "reply" }, el("span", null, `${whose}; as `, outside(devices.name[rows[0]]), " has it"), async () => {
    if (typeof shape !== "string") return answerBox(null, noteOf(number, place)[0], questions[number].bytes[place], titleOf(questions[number]));
    const fields = await fieldsOf(number, place);
    return [el("div", { class: "bar-of-tools" }, copyButton(async () => filled(shape, fields))),
      textBox(`output of ${titleOf(questions[number])}`, ...shapeNodes(shape, fields))];
  });
  return el("div", null, box, folded({ class: "reply" }, `The ${several(rows.length, "device")}`, async () => deviceList(rows)));
}

function oddBox(number, group, most) {
  const rows = group.places.map((at) => questions[number].row[at]);
  const names = rows.slice(0, 3).flatMap((row, i) => [i ? ", " : "", outside(devices.name[row])]);
  const summary = [el("span", null, ...names, rows.length > 3 ? ` and ${count(rows.length - 3)} more` : ""), el("span", { class: "tally" }, several(rows.length, "device"))];
  return folded({ class: "reply" }, summary, async () => {
    const [place] = group.places;
    const shape = await shapeOf(number, group.group);
    const usual = await shapeOf(number, most.group);
    if (typeof shape !== "string" || typeof usual !== "string") {
      return [deviceList(rows), ...answerBox(typeof shape === "string" ? filled(shape, await fieldsOf(number, place)) : null, noteOf(number, place)[0], questions[number].bytes[place], titleOf(questions[number]))];
    }
    const before = linesOf(usual, await fieldsOf(number, most.places[0]));
    const after = linesOf(shape, await fieldsOf(number, place));
    return [deviceList(rows), el("div", { class: "bar-of-tools" }, copyButton(async () => after.full.join("\n")),
      el("span", { class: "note" }, "− the most have it, + these have it")), diffBox("what differs from the most", before, after)];
  });
}
