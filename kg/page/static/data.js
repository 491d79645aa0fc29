// The rows of the data block with their names back, and what is derived from them once.

const DAY = 86400000;
const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const dayOf = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);

// The first and last day of an EDTF date, counted from 1970.
function daysOf(edtf) {
  if (!edtf) return [null, null];
  const [first, last = first] = edtf.split("/");
  const [year, month, day] = last.split("-").map(Number);
  const end = day ? dayOf(last) : Math.round(Date.UTC(month ? year : year + 1, month || 0, 1) / DAY) - 1;
  return [dayOf(first.length === 4 ? `${first}-01-01` : first.length === 7 ? `${first}-01` : first), end];
}

const raw = JSON.parse(byId("kg-data").textContent);

const classes = raw.classes.map(([name, label, glyph, light, dark], i) => ({
  i,
  name,
  label,
  glyph,
  light,
  dark,
  types: [],
}));
const statuses = raw.statuses.map(([name, label, standing], i) => ({ i, name, label, standing }));
const kinds = raw.kinds.map(([name, label, shape], i) => ({ i, name, label, shape }));
const types = raw.types.map(([name, label, cls, intensity, symmetric, past, definition], i) => {
  const type = { i, name, cls: classes[cls], intensity, symmetric: Boolean(symmetric), past, definition };
  type.label = label.charAt(0).toUpperCase() + label.slice(1);
  type.cls.types.push(type);
  return type;
});
const outlets = raw.outlets;
const pages = new Map(Object.entries(raw.pages));
const articles = raw.articles.map(([title, outlet, date, url]) => ({ title, outlet, date, url }));
const entities = raw.entities.map(([id, name, kind, country, wikidata, aliases, offices], i) => ({
  i,
  id,
  name,
  kind: kinds[kind],
  country,
  wikidata,
  aliases,
  events: [],
  bundles: [],
  drawn: false,
  x: 0,
  y: 0,
  size: 8,
  offices: offices.map(([title, of, start, end]) => ({ title, of, start, end })),
}));
const entityById = new Map(entities.map((e) => [e.id, e]));
const claims = raw.claims.map(
  ([article, sentence, factuality = 0, marks = [], holders = [], denials = [], inferred = 0]) => ({
    article: articles[article],
    sentence: raw.sentences[sentence],
    factuality: raw.factualities[factuality],
    holders: holders.map((h) => entities[h]),
    marks,
    inferred: Boolean(inferred),
    denials: denials.map(([who, text]) => ({ holders: who.map((h) => entities[h]), sentence: raw.sentences[text] })),
  }),
);

const events = raw.events.map((row, i) => {
  const [
    id,
    type,
    status,
    sources,
    targets,
    date,
    support,
    claimed = [],
    quantity = 0,
    about = "",
    holders = [],
    deniers = [],
    others = [],
    out = [],
  ] = row;
  const [from, to] = daysOf(date);
  const event = {
    i,
    id,
    type: types[type],
    status: statuses[status],
    from,
    to,
    date,
    about,
    support,
    outlets: out.length ? out : [...new Set(claimed.map((c) => claims[c].article.outlet))],
    quantity: quantity && { qualifier: quantity[0], value: quantity[1], unit: quantity[2], text: quantity[3] },
    sources: sources.map((e) => entities[e]),
    targets: targets.map((e) => entities[e]),
    holders: holders.map((e) => entities[e]),
    deniers: deniers.map((e) => entities[e]),
    claims: claimed.map((c) => claims[c]),
    others: others.map(([role, who]) => [role, who.map((e) => entities[e])]),
  };
  event.reported =
    event.claims
      .map((c) => c.article.date)
      .filter(Boolean)
      .sort()[0] || "";
  event.when = from ?? (event.reported ? dayOf(event.reported) : null);
  event.actors = [...new Set([...event.sources, ...event.targets])];
  for (const actor of event.actors) actor.events.push(event);
  return event;
});
const eventById = new Map(events.map((e) => [e.id, e]));

for (const [i, x, y, size, changes] of raw.drawing.nodes) {
  Object.assign(entities[i], { drawn: true, x, y, size, changes });
}
const bundles = raw.drawing.edges.map(([from, to, cls, standing, directed, members, changes], i) => {
  const [source, target] = [entities[from], entities[to]];
  const bundle = {
    i,
    key: [source.id, target.id, classes[cls].name, standing, directed].join("\t"),
    source,
    target,
    cls: classes[cls],
    standing,
    directed: Boolean(directed),
    events: members.map((e) => events[e]),
    changes,
  };
  bundle.source.bundles.push(bundle);
  bundle.target.bundles.push(bundle);
  return bundle;
});
const bundleByKey = new Map(bundles.map((b) => [b.key, b]));
const actors = entities.filter((e) => e.drawn).sort((a, b) => b.events.length - a.events.length || a.i - b.i);

// On the map and in the dyads a person acts for his state; elsewhere he is an actor of his own.
const stateByCountry = new Map(entities.filter((e) => e.kind.name === "state" && e.country).map((e) => [e.country, e]));
const stateOf = (entity) => {
  if (entity.kind.name === "state") return entity;
  return entity.kind.name === "person" ? stateByCountry.get(entity.country) || null : null;
};

// A state may be there for its persons' sake only: then it is drawn where the busiest of them stands.
for (const person of actors) {
  const nation = stateOf(person);
  if (nation && !nation.drawn && nation !== person)
    Object.assign(nation, { drawn: true, x: person.x, y: person.y, size: person.size });
}
const drawable = entities.filter((e) => e.drawn).sort((a, b) => b.events.length - a.events.length || a.i - b.i);

const names = (list) => list.map((e) => e.name);
const joined = (list) => (list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`);

// Who did what to whom, as a line of text.
function sentenceOf(event) {
  let [sources, targets] = [names(event.sources), names(event.targets)];
  if (event.type.symmetric && !(sources.length && targets.length)) {
    const both = sources.length ? sources : targets;
    [sources, targets] = [both.slice(0, 1), both.slice(1)];
  }
  if (sources.length && targets.length) return `${joined(sources)} ${event.type.past} ${joined(targets)}`;
  return `${joined(sources.length ? sources : targets)}: ${event.type.label}`;
}

const monthOf = (day) => {
  const date = new Date(day * DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};
const monthStart = (month) => Math.round(Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY);
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const monthName = (month) => `${MONTHS[month % 12]} ${Math.floor(month / 12)}`;

// An EDTF date as a reader writes it: 12 Oct 2023, Oct 2023, 2023, Jun 2023 – Jan 2024.
function dateText(edtf) {
  if (!edtf) return "no date";
  const part = (text) => {
    const [year, month, day] = text.split("-");
    return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
  };
  return edtf.split("/").map(part).join(" – ");
}

// When it happened, or, where no sentence says, when it was first reported.
const whenText = (event) =>
  event.date || !event.reported ? dateText(event.date) : `reported ${dateText(event.reported)}`;

function quantityText(quantity) {
  const bound = { "=": "", "~": "about ", "<": "up to ", ">": "more than " }[quantity.qualifier];
  return `${bound}${quantity.value.toLocaleString("en")} ${quantity.unit}`;
}
