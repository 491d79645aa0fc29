// A small label that follows the pointer over the drawing; it only repeats what selecting shows.

function showTip(event, ...content) {
  const tip = byId("tip");
  replace(tip, ...content);
  tip.hidden = false;
  const { clientX: x, clientY: y } = event;
  const { offsetWidth: w, offsetHeight: h } = tip;
  tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - w - 8))}px`;
  tip.style.top = `${y + 18 + h > innerHeight ? y - h - 12 : y + 18}px`;
}

function hideTip() {
  byId("tip").hidden = true;
}

function lineTip(line) {
  const { bundle } = line;
  const counts = new Map();
  for (const event of line.events) add(counts, event.status.label.toLowerCase());
  return [
    el("strong", {}, bundle.source.name, bundle.directed ? " → " : " – ", bundle.target.name),
    el("div", {}, classMark(bundle.cls), ` ${bundle.cls.label}: ${plural(line.events.length, "event")}`),
    el("div", { class: "muted" }, [...counts].map(([label, count]) => `${count} ${label}`).join(", ")),
  ];
}

const actorTip = (actor) => [
  el("strong", {}, actor.name),
  el("div", { class: "muted" }, `${actor.kind.label}, ${plural(actor.events.length, "event")}`),
];

function pairTip({ a, b, events: members }) {
  const { mean, contested } = mood(members);
  const counts = new Map();
  for (const event of members) add(counts, event.type.cls);
  return [
    el("strong", {}, a.name, " – ", b.name),
    el(
      "div",
      {},
      `${plural(members.length, "event")}, ${toneOf(mean).label}${contested ? `, ${contested} contested` : ""}`,
    ),
    el(
      "div",
      { class: "muted" },
      [...counts]
        .sort((x, y) => y[1] - x[1] || x[0].i - y[0].i)
        .map(([cls, count], i) => [i ? ", " : "", classMark(cls), ` ${cls.label.toLowerCase()} ${count}`]),
    ),
  ];
}
