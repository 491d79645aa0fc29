// What the analyst has set, all in one object: it is what a deep link holds and what undo goes back to.

const LIMIT = actors.length > 120 ? 60 : Infinity;
const PAIRS = 30; // as many arcs as a map of the world can hold and still be read
const fresh = () => ({
  view: "network",
  select: null,
  words: "",
  least: 1,
  from: null,
  to: null,
  undated: true,
  limit: LIMIT,
  ego: null,
  path: null,
  types: new Set(),
  statuses: new Set(),
  kinds: new Set(),
  outlets: new Set(),
  expanded: new Set(),
  hidden: new Set(),
  pins: new Map(),
  fold: false,
  pairs: PAIRS,
  sort: ["date", -1],
  dyads: "matrix",
  camera: null,
  theme: null,
});
const state = fresh();
const undone = [];
const done = [];
const listeners = [];

const SETS = {
  off: "types",
  nostatus: "statuses",
  nokind: "kinds",
  nosource: "outlets",
  add: "expanded",
  hide: "hidden",
};

// A selection is a kind and the ids that it needs, kept as one text: "entity Q159", "event 1f…", "path".
function serialise({ camera = true } = {}) {
  const out = new URLSearchParams();
  if (state.view !== "network") out.set("view", state.view);
  if (state.select) out.set("select", JSON.stringify(state.select));
  if (state.words) out.set("words", state.words);
  if (state.least > 1) out.set("sources", state.least);
  if (state.from !== null) out.set("from", isoOf(state.from));
  if (state.to !== null) out.set("to", isoOf(state.to));
  if (!state.undated) out.set("undated", "no");
  if (state.limit !== LIMIT) out.set("show", state.limit === Infinity ? "all" : state.limit);
  if (state.ego) out.set("focus", state.ego);
  if (state.fold) out.set("fold", "yes");
  if (state.path) for (const id of state.path) out.append("path", id);
  for (const [key, name] of Object.entries(SETS)) for (const id of [...state[name]].sort()) out.append(key, id);
  for (const [id, [x, y]] of state.pins) out.append("pin", `${Math.round(x)},${Math.round(y)},${id}`);
  if (state.sort.join() !== "date,-1") out.set("sort", state.sort.join());
  if (state.pairs !== PAIRS) out.set("pairs", state.pairs);
  if (state.dyads !== "matrix") out.set("dyads", state.dyads);
  if (state.theme) out.set("theme", state.theme);
  if (camera && state.camera) out.set("at", state.camera.join());
  return out.toString();
}

const number = (text, fallback) => (text !== null && Number.isFinite(Number(text)) ? Number(text) : fallback);
const day = (text) => (/^\d{4}-\d\d-\d\d$/.test(text || "") && Number.isFinite(dayOf(text)) ? dayOf(text) : null);

function selection(text) {
  try {
    const value = JSON.parse(text);
    const ok = Array.isArray(value) && value.every((part) => typeof part === "string");
    return ok && Object.hasOwn(exists, value[0]) && exists[value[0]](...value.slice(1)) ? value : null;
  } catch {
    return null;
  }
}
const exists = {
  entity: (id) => entityById.has(id),
  event: (id) => eventById.has(id),
  bundle: (key) => bundleByKey.has(key),
  pair: (a, b) => entityById.has(a) && entityById.has(b),
  path: () => true,
};

// A link may be old or edited by hand: what it names and this graph does not have is left out.
function restore(text) {
  const from = new URLSearchParams(text);
  const next = fresh();
  if (["map", "dyads", "table"].includes(from.get("view"))) next.view = from.get("view");
  next.select = selection(from.get("select"));
  next.words = from.get("words") || "";
  next.least = Math.min(5, Math.max(1, number(from.get("sources"), 1)));
  next.from = day(from.get("from"));
  next.to = day(from.get("to"));
  next.undated = from.get("undated") !== "no";
  if (from.has("show"))
    next.limit = from.get("show") === "all" ? Infinity : Math.max(1, number(from.get("show"), LIMIT));
  if (entityById.has(from.get("focus"))) next.ego = from.get("focus");
  next.fold = from.get("fold") === "yes";
  const path = from.getAll("path").filter((id) => entityById.has(id));
  if (path.length === 2) next.path = path;
  for (const [key, name] of Object.entries(SETS)) next[name] = new Set(from.getAll(key));
  for (const pin of from.getAll("pin")) {
    const [, x, y, id] = /^(-?\d+),(-?\d+),(.*)$/s.exec(pin) || [];
    if (entityById.has(id)) next.pins.set(id, [Number(x), Number(y)]);
  }
  const [column, order] = (from.get("sort") || "date,-1").split(",");
  next.sort = [column, order === "1" ? 1 : -1];
  next.pairs = Math.max(1, number(from.get("pairs"), PAIRS));
  if (from.get("dyads") === "months") next.dyads = "months";
  if (["light", "dark"].includes(from.get("theme"))) next.theme = from.get("theme");
  const camera = (from.get("at") || "").split(",").map(Number);
  if (camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0) next.camera = camera;
  Object.assign(state, next);
}

let saving = 0;
function saveLink() {
  clearTimeout(saving);
  saving = setTimeout(() => {
    try {
      history.replaceState(null, "", `#${serialise()}`);
    } catch {
      // A notebook's frame has no address of its own to change.
    }
  }, 60);
}

// Every change goes through here. Looking somewhere else is no step to undo, so callers say what is (`step`).
function update(patch, { step = true } = {}) {
  const before = serialise({ camera: false });
  Object.assign(state, patch);
  if (step && serialise({ camera: false }) !== before) {
    done.push(before);
    undone.length = 0;
  }
  changed();
}

function changed() {
  for (const listener of listeners) listener(state);
  saveLink();
}

function undo() {
  if (!done.length) return announce("Nothing to undo");
  undone.push(serialise({ camera: false }));
  travel(done.pop());
  return announce("Undone");
}

function redo() {
  if (!undone.length) return announce("Nothing to redo");
  done.push(serialise({ camera: false }));
  travel(undone.pop());
  return announce("Redone");
}

function travel(text) {
  const { camera } = state;
  restore(text);
  state.camera = camera;
  changed();
}

const select = (...what) => update({ select: what.length ? what : null }, { step: false });
const toggled = (set, members, on) => {
  const next = new Set(set);
  for (const member of members)
    if (on) next.delete(member);
    else next.add(member);
  return next;
};
