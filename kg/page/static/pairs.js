// Pairs of states: all that is between two, whoever acts, and in what spirit. The map and the dyads show them.

// The busiest first, each with its events and whether any runs from the first to the second (`forth`) or back; and how
// many events are not between two states. Persons count for their state.
function pairsOf(list) {
  const pairs = new Map();
  const { lines, outside } = foldEvents(list, stateOf);
  for (const { bundle, events: members } of lines) {
    const forth = bundle.source.i < bundle.target.i;
    const [a, b] = forth ? [bundle.source, bundle.target] : [bundle.target, bundle.source];
    const key = `${a.i} ${b.i}`;
    if (!pairs.has(key)) pairs.set(key, { a, b, events: new Set(), forth: false, back: false });
    const pair = pairs.get(key);
    for (const event of members) pair.events.add(event);
    if (bundle.directed) pair[forth ? "forth" : "back"] = true;
  }
  const found = [...pairs.values()].map((pair) => ({ ...pair, events: [...pair.events] }));
  found.sort((x, y) => y.events.length - x.events.length || x.a.i - y.a.i || x.b.i - y.b.i);
  return { pairs: found, outside };
}

// What is denied did not happen for sure, so it does not colour a pair; the count says how much is contested.
function mood(members) {
  const counted = members.filter((e) => e.status.standing !== "contested");
  const mean = counted.length ? counted.reduce((sum, e) => sum + e.type.intensity, 0) / counted.length : null;
  return { mean, contested: members.length - counted.length };
}

const moodText = (mean) => (mean === null ? "contested only" : `${mean > 0 ? "+" : ""}${mean.toFixed(1)}`);

// Three tones suffice where a line is all there is to colour; they are those of the timelines, and so are their signs.
const TONES = {
  up: { label: "mostly cooperation", sign: "▴", colour: "var(--class-cooperation)" },
  even: { label: "mixed, or words", sign: "·", colour: "var(--class-speech)" },
  down: { label: "mostly conflict", sign: "▾", colour: "var(--class-conflict)" },
};
const EVEN = 1.5; // a mean intensity this near to 0, of -10 to +10, is neither
const toneOf = (mean) => TONES[mean === null || Math.abs(mean) < EVEN ? "even" : mean > 0 ? "up" : "down"];
