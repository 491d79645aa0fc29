// Which names and signs are drawn, and where: none over another. What finds no room waits for a closer look, or until the
// pointer or a selection asks for it.

// Boxes that are taken, as [left, top, right, bottom], in cells so that a new one is compared with its neighbours only.
const CELL = 80;
function makeRoom() {
  const cells = new Map();
  const under = ([left, top, right, bottom]) => {
    const keys = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1)
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) keys.push(`${x} ${y}`);
    return keys;
  };
  const overlap = (a, b) => a[2] > b[0] && a[0] < b[2] && a[3] > b[1] && a[1] < b[3];
  return {
    isFree: (box) => under(box).every((key) => !cells.get(key)?.some((other) => overlap(box, other))),
    take(box) {
      for (const key of under(box)) {
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(box);
      }
    },
  };
}

const FACE = "system-ui, sans-serif";
const ruler = el("canvas").getContext("2d");
const AT = 100; // measured once at this size, as widths grow with it
const widths = new Map();
function widthOf(text, size) {
  if (!widths.has(text)) {
    ruler.font = `${AT}px ${FACE}`;
    widths.set(text, Math.max(...text.split("\n").map((line) => ruler.measureText(line).width)) / AT);
  }
  return widths.get(text) * size;
}

// Far out the names would be too small to read, and close by larger than need be: they change against the scale, in steps.
let labelScale = 1;
const scaleLabels = () => Math.round(10 * Math.min(1.7, Math.max(0.6, 0.86 / drawing.getScale()))) / 10;
const rescale = later(() => {
  if (scaleLabels() !== labelScale) drawNetwork(current);
});
const nameSize = (actor) => Math.round((14 + Math.max(0, actor.size - 9) * 0.4) * labelScale);
const signSize = () => Math.round(13 * labelScale);

// A name on two lines at most, broken between words.
const LINE = 18;
function wrapped(name) {
  if (name.length <= LINE) return name;
  let at = name.lastIndexOf(" ", LINE);
  if (at < 5) at = name.indexOf(" ");
  if (at < 0 || at > LINE + 6) return `${name.slice(0, LINE + 6)}…`;
  const rest = name.slice(at + 1);
  return `${name.slice(0, at)}\n${rest.length > LINE + 4 ? `${rest.slice(0, LINE + 3)}…` : rest}`;
}

// Names go below their nodes; `above` is what vis-network has to add to put one on top.
const GAP = 3;
function nameBoxes(actor, [x, y]) {
  const text = wrapped(actor.name);
  const size = nameSize(actor);
  const half = widthOf(text, size) / 2 + 1;
  const height = text.split("\n").length * size + GAP;
  const below = y + actor.size;
  return [
    { adjust: -2, box: [x - half, below, x + half, below + height] },
    {
      adjust: -2 * actor.size - height - GAP,
      box: [x - half, y - actor.size - height - GAP, x + half, y - actor.size],
    },
  ];
}

const SHORT = 4; // a line of less than so many letters' height is all head and has no room for a sign

// For each actor how far its name is shifted (none: not drawn), and the lines whose sign is drawn. What is lit goes first.
function placeLabels(view, places, bend, lit) {
  const room = makeRoom();
  for (const actor of view.nodes) {
    const [[x, y], r] = [places.get(actor), actor.size * 0.75];
    room.take([x - r, y - r, x + r, y + r]);
  }
  const isLit = (actor) => Number(!lit || lit.nodes.has(actor));
  const names = new Map();
  for (const actor of [...view.nodes].sort((a, b) => isLit(b) - isLit(a) || b.size - a.size || a.i - b.i)) {
    const free = nameBoxes(actor, places.get(actor)).find(({ box }) => room.isFree(box));
    if (!free) continue;
    room.take(free.box);
    names.set(actor, free.adjust);
  }
  const signs = new Set();
  const size = signSize();
  for (const line of [...view.lines].sort((a, b) => b.events.length - a.events.length)) {
    const { bundle } = line;
    if (lit ? !lit.touches(bundle) : isPlain(line)) continue;
    const [from, to] = [places.get(bundle.source), places.get(bundle.target)];
    if (Math.hypot(to[0] - from[0], to[1] - from[1]) - bundle.source.size - bundle.target.size < SHORT * size) continue;
    const back = bundle.directed ? bundle.target.size + HEAD : 0;
    const [x, y] = middleOf(from, to, bend.get(bundle.key), back);
    const [half, high] = [widthOf(lineLabel(line), size) / 2 + 5, size / 2 + 4];
    const box = [x - half, y - high, x + half, y + high];
    if (!room.isFree(box)) continue;
    room.take(box);
    signs.add(bundle.key);
  }
  return { names, signs };
}

// A single plain event needs no sign of its own once there are many lines: the hue says enough until it is looked at.
const isPlain = (line) => drawn.lines.length > 40 && line.events.length < 2 && line.bundle.standing === "fact";
