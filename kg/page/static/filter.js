// Which events pass the filters, how many each choice would let through, and which actors and bundles to draw.

const TYPE = 1,
  STATUS = 2,
  KIND = 4,
  OUTLET = 8,
  LEAST = 16,
  DATE = 32,
  WORDS = 64;

function haystack(event) {
  event.words ??= [
    sentenceOf(event),
    event.type.label,
    event.about,
    ...event.claims.flatMap((c) => [c.sentence, c.article.title]),
  ]
    .join(" ")
    .toLowerCase();
  return event.words;
}

const inDates = (event) => {
  if (state.from === null && state.to === null) return state.undated || event.from !== null;
  if (event.from === null) return false;
  return (state.from === null || event.to >= state.from) && (state.to === null || event.from <= state.to);
};

function failures(event, words) {
  let bits = 0;
  if (state.types.has(event.type.name)) bits |= TYPE;
  if (state.statuses.has(event.status.name)) bits |= STATUS;
  if (state.kinds.size && event.actors.some((a) => state.kinds.has(a.kind.name))) bits |= KIND;
  if (state.outlets.size && event.outlets.length && event.outlets.every((o) => state.outlets.has(outlets[o])))
    bits |= OUTLET;
  if (event.support < state.least) bits |= LEAST;
  if (!inDates(event)) bits |= DATE;
  if (words.length && !words.every((word) => haystack(event).includes(word))) bits |= WORDS;
  return bits;
}

const add = (counts, key) => counts.set(key, (counts.get(key) || 0) + 1);

// A choice's count is what it lets through given all other filters: it does not fall to 0 when it is off itself.
function evaluate() {
  const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
  const result = {
    passing: [],
    pass: new Uint8Array(events.length),
    types: new Map(),
    statuses: new Map(),
    kinds: new Map(),
    outlets: new Map(),
    least: new Map(),
    dated: [],
  };
  for (const event of events) {
    const bits = failures(event, words);
    if (!bits) {
      result.passing.push(event);
      result.pass[event.i] = 1;
    }
    if (!(bits & ~TYPE)) add(result.types, event.type.name);
    if (!(bits & ~STATUS)) add(result.statuses, event.status.name);
    if (!(bits & ~KIND)) for (const name of new Set(event.actors.map((a) => a.kind.name))) add(result.kinds, name);
    if (!(bits & ~OUTLET)) for (const outlet of event.outlets) add(result.outlets, outlets[outlet]);
    if (!(bits & ~LEAST)) for (let least = 1; least <= Math.min(5, event.support); least += 1) add(result.least, least);
    if (!(bits & ~DATE)) result.dated.push(event);
  }
  return result;
}

// Lines between those for whom the actors stand: as bundles, but made of the events given and of stand-ins for actors.
function foldEvents(list, standIn) {
  const folded = new Map();
  let outside = 0;
  for (const event of list) {
    const ends = (actorsOf) => [...new Set(actorsOf.map(standIn).filter(Boolean))];
    let [sources, targets] = [ends(event.sources), ends(event.targets)];
    if (event.type.symmetric && !(sources.length && targets.length)) {
      const both = sources.length ? sources : targets;
      [sources, targets] = [both.slice(0, 1), both.slice(1)];
    }
    const keys = new Set();
    for (const a of sources)
      for (const b of targets) {
        if (a === b || state.hidden.has(a.id) || state.hidden.has(b.id)) continue;
        const [source, target] = event.type.symmetric && a.i > b.i ? [b, a] : [a, b];
        const directed = !event.type.symmetric;
        const key = [source.id, target.id, event.type.cls.name, event.status.standing, Number(directed)].join("\t");
        if (keys.has(key)) continue;
        keys.add(key);
        if (!folded.has(key))
          folded.set(key, {
            bundle: {
              key,
              source,
              target,
              cls: event.type.cls,
              standing: event.status.standing,
              directed,
              folded: true,
            },
            events: [],
          });
        folded.get(key).events.push(event);
      }
    if (!keys.size) outside += 1;
  }
  return { lines: [...folded.values()], outside };
}

// Who stands for an actor in the drawing: his state, if persons count for their states.
const standIn = (actor) => (state.fold && stateOf(actor)) || actor;

// The bundles that hold passing events, with those events only, and how many events each actor has.
function restrict(result) {
  const degree = new Map();
  for (const event of result.passing) for (const actor of new Set(event.actors.map(standIn))) add(degree, actor);
  if (state.fold) return { lines: foldEvents(result.passing, standIn).lines, degree };
  const lines = [];
  for (const bundle of bundles) {
    if (state.hidden.has(bundle.source.id) || state.hidden.has(bundle.target.id)) continue;
    const passing = bundle.events.filter((e) => result.pass[e.i]);
    if (passing.length) lines.push({ bundle, events: passing });
  }
  return { lines, degree };
}

function neighbours(lines) {
  const near = new Map();
  const put = (a, b, n) => {
    if (!near.has(a)) near.set(a, new Map());
    near.get(a).set(b, (near.get(a).get(b) || 0) + n);
  };
  for (const { bundle, events: members } of lines) {
    put(bundle.source, bundle.target, members.length);
    put(bundle.target, bundle.source, members.length);
  }
  return near;
}

// The shortest way between two actors along lines that are not filtered out; of several, the one by the busiest actors.
function findPath(from, to, near) {
  const before = new Map([[from, null]]);
  let front = [from];
  while (front.length && !before.has(to)) {
    const next = [];
    for (const actor of front.sort((a, b) => b.events.length - a.events.length || a.i - b.i)) {
      for (const other of [...(near.get(actor)?.keys() || [])].sort(
        (a, b) => b.events.length - a.events.length || a.i - b.i,
      )) {
        if (before.has(other)) continue;
        before.set(other, actor);
        next.push(other);
      }
    }
    front = next;
  }
  if (!before.has(to)) return null;
  const path = [];
  for (let actor = to; actor; actor = before.get(actor)) path.unshift(actor);
  return path;
}

// What the network view draws: the path, the surroundings of one actor, or the most connected actors and those added.
function scene(result) {
  const { lines, degree } = restrict(result);
  const near = neighbours(lines);
  const all = drawable.filter((a) => degree.has(a) && !state.hidden.has(a.id));
  const path = state.path && findPath(entityById.get(state.path[0]), entityById.get(state.path[1]), near);
  let chosen;
  if (state.path) chosen = new Set(path || state.path.map((id) => entityById.get(id)));
  else if (state.ego) {
    const centre = entityById.get(state.ego);
    const around = [...(near.get(centre)?.entries() || [])].sort((a, b) => b[1] - a[1] || a[0].i - b[0].i);
    chosen = new Set([centre, ...around.slice(0, state.limit === Infinity ? undefined : state.limit).map(([a]) => a)]);
  } else {
    const ranked = state.limit < all.length ? [...all].sort((a, b) => degree.get(b) - degree.get(a) || a.i - b.i) : all;
    chosen = new Set(ranked.slice(0, state.limit));
  }
  if (!state.path)
    for (const id of state.expanded) {
      const actor = entityById.get(id);
      if (actor && degree.has(actor) && !state.hidden.has(id)) chosen.add(actor);
    }
  const steps = new Set((path || []).slice(1).flatMap((a, i) => [`${path[i].i} ${a.i}`, `${a.i} ${path[i].i}`]));
  const drawn = lines.filter(
    ({ bundle: b }) =>
      chosen.has(b.source) && chosen.has(b.target) && (!state.path || steps.has(`${b.source.i} ${b.target.i}`)),
  );
  return { nodes: [...chosen], lines: drawn, near, degree, total: all.length, path };
}
