// The data of the page, and how to read its parts.
const data = JSON.parse(document.getElementById("part-data").textContent);
const devices = data.devices;
const questions = data.questions;
const DEVICES = devices.name.length;
const PHASES = ["queue", "connect", "auth", "setup", "steps", "parse", "close"];
const GAP = "\u0001";
const OK = 0;

const parts = new Map();

/** A part of the page that is read when it is asked for; null when there is none of this name. */
function part(id) {
  if (!parts.has(id)) parts.set(id, read(document.getElementById(`part-${id}`)));
  return parts.get(id);
}

async function read(element) {
  if (!element) return null;
  if (element.type === "application/json") return JSON.parse(element.textContent);
  const packed = atob(element.textContent);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

const rowOfIndex = new Map(devices.index.map((index, row) => [index, row]));
const rowOfName = new Map(devices.name.map((name, row) => [name, row]));

const statusOf = (row) => devices.statuses[devices.status[row]];
const siteOf = (row) => devices.sites[devices.site[row]];
const platformOf = (row) => devices.platforms[devices.platform[row]];

/** Milliseconds since the run began at which a device had ended. */
const endOf = (row) => devices.start[row] + devices.total[row];

/** What each device was asked: [question, place among its replies], in the order of the job. */
const asked = Array.from({ length: DEVICES }, () => []);
questions.forEach((question, number) => {
  question.row.forEach((row, place) => asked[row].push([number, place]));
});

/** The text of a group's answer with gaps for what differs; null when it is not on the page. */
async function shapeOf(number, group) {
  const blocks = questions[number].blocks;
  let block = blocks.length - 1;
  while (block > 0 && blocks[block] > group) block--;
  const texts = await part(`t${number}-${block}`);
  return texts && texts.texts[group - texts.first];
}

/** What stood in the gaps of a reply. */
async function fieldsOf(number, place) {
  const fields = await part(`v${number}`);
  return fields && fields[place] ? fields[place].split(GAP) : [];
}

/** A reply as the device sent it; null when it is not on the page. */
async function answerOf(number, place) {
  const group = questions[number].group[place];
  if (group < 0) return null;
  const shape = await shapeOf(number, group);
  return shape === null || shape === undefined ? null : filled(shape, await fieldsOf(number, place));
}

function filled(shape, fields) {
  if (!fields.length) return shape;
  let next = 0;
  return shape.replaceAll(GAP, () => fields[next++] ?? "");
}

/** File, message and own command of a reply; each may be empty. */
const noteOf = (number, place) => questions[number].notes[place] ?? ["", "", ""];

const commandOf = (number, place) => questions[number].command || noteOf(number, place)[2];

function titleOf(question) {
  const command = question.command ? question.command.split("\n") : [`${question.step} (differs from device to device)`];
  const more = command.length > 1 ? ` … and ${command.length - 1} more lines` : "";
  return command[0] + more + (question.time > 1 ? ` (time ${question.time})` : "");
}

const grouped = new Intl.NumberFormat("en-US");
const count = (number) => grouped.format(number);
const several = (number, one, many) => `${count(number)} ${number === 1 ? one : (many ?? one + "s")}`;

function duration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function size(bytes) {
  if (bytes < 10_000) return `${count(bytes)} B`;
  return bytes < 1 << 20 ? `${Math.round(bytes / 1024)} KiB` : `${(bytes / 1048576).toFixed(1)} MiB`;
}

const words = (label) => label.replaceAll("_", " ");

function quantile(sorted, share) {
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] : 0;
}
