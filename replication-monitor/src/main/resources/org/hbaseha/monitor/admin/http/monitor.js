"use strict";

// Draws /state and /findings, again and again. All that comes from the monitor goes into the page as text, never as markup: row keys and
// table names are written by whoever writes to the tables.

const REFRESH_MS = 2000;
const HIDDEN_REFRESH_MS = 15000;
const FINDINGS_EVERY_MS = 10000;
const PATIENCE_MS = 8000;
const HISTORY_MS = 30 * 60 * 1000;
const LEAST_WIDTH_MS = 60 * 1000;
const MOST_FINDINGS = 200;
const MOST_SOURCES = 50;

// ---- words

function span(ms) {
  if (ms < 10_000) {
    return (ms / 1000).toFixed(1) + " s";
  }
  for (const [unit, size] of [["d", 86_400_000], ["h", 3_600_000], ["m", 60_000]]) {
    if (ms >= 2 * size) {
      const amount = ms / size;
      return (amount < 10 ? amount.toFixed(1) : Math.round(amount)) + " " + unit;
    }
  }
  return Math.round(ms / 1000) + " s";
}

function bytes(amount) {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  let unit = 0;
  let value = amount;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return (unit === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)) + " " + units[unit];
}

function count(amount, one, many) {
  return amount.toLocaleString("en") + " " + (amount === 1 ? one : many);
}

function time(instant) {
  return new Date(instant).toLocaleTimeString([], { hour12: false });
}

/** How a lag's state looks: a tone, and a sign for those who see no colours. */
function tone(state) {
  switch (state) {
    case "CAUGHT_UP": return { tone: "good", sign: "✓" };
    case "STARTING": return { tone: "quiet", sign: "…" };
    case "BEHIND": return { tone: "warn", sign: "▲" };
    case "DISABLED": return { tone: "warn", sign: "■" };
    default: return { tone: "bad", sign: "✕" };
  }
}

/** What class a part of the key space has, by how long ago it was proved. */
function freshness(proved, now, periodMs) {
  if (proved === null) {
    return "never";
  }
  const periods = (now - Date.parse(proved)) / periodMs;
  return periods < 0.5 ? "fresh" : periods < 1 ? "aging" : periods < 2 ? "late" : "overdue";
}

function provedWords(proved, now) {
  return proved === null ? "some of it was never proved equal" : "all of it proved equal within the last "
    + span(Math.max(0, now - Date.parse(proved)));
}

function range(part) {
  return (part.from === "" ? "the first row" : part.from) + " to " + (part.to === "" ? "the last row" : part.to);
}

function partWords(part, now) {
  return range(part) + ": " + provedWords(part.proved, now) + (part.differs ? "; ROWS DIFFER" : "");
}

/** The least of 1, 2, 5, 10, 20, 50 … seconds that is no less. */
function niceTop(ms) {
  let top = 1000;
  for (let i = 0; top < ms; i++) {
    top *= i % 3 === 1 ? 2.5 : 2;
  }
  return top;
}

/** A span of our own choice, such as a window's, which is whole in some unit. */
function whole(ms) {
  return ms % 3_600_000 === 0 ? ms / 3_600_000 + " h" : ms % 60_000 === 0 ? ms / 60_000 + " min" : span(ms);
}

/** The line of a lag over time, in a box of 1000 by 100; a gap where the monitor gave no answer. */
function linePath(points, now, width, top) {
  let path = "";
  let before = -Infinity;
  for (const point of points) {
    const x = 1000 * (1 - (now - point.at) / width);
    const y = 100 * (1 - point.lag / top);
    path += (point.at - before > 5 * HIDDEN_REFRESH_MS ? "M" : "L") + x.toFixed(1) + " " + y.toFixed(1);
    before = point.at;
  }
  return path;
}

// ---- elements

function el(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  made.append(...children);
  return made;
}

function svg(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  return made;
}

/** Leaves what is right already alone, so that a selection and a screen reader are not disturbed. */
function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
  element.hidden = text === "";
}

function listed(list, sentences) {
  list.hidden = sentences.length === 0;
  if (list.dataset.said !== JSON.stringify(sentences)) {
    list.dataset.said = JSON.stringify(sentences);
    list.replaceChildren(...sentences.map((sentence) => el("li", "", sentence)));
  }
}

function row(cells) {
  return el("tr", "", ...cells.map((cell) => cell instanceof Node ? cell : el("td", "", String(cell))));
}

function head(names) {
  const cells = names.map((name) => {
    const cell = el("th", "", name);
    cell.scope = "col";
    return cell;
  });
  return el("thead", "", el("tr", "", ...cells));
}

/** Keeps one piece of the page for each key, in the order of the items; those that are gone go. */
function keyed(parent, kept, items, key, make) {
  const wanted = items.map((item) => {
    const id = key(item);
    if (!kept.has(id)) {
      kept.set(id, make(item));
    }
    return [id, kept.get(id)];
  });
  const ids = new Set(wanted.map(([id]) => id));
  for (const [id, piece] of kept) {
    if (!ids.has(id)) {
      piece.root.remove();
      kept.delete(id);
    }
  }
  wanted.forEach(([, piece], i) => {
    if (parent.children[i] !== piece.root) {
      parent.insertBefore(piece.root, parent.children[i] ?? null);
    }
  });
  return wanted.map(([, piece]) => piece);
}

// ---- pieces of the page

class Strip {
  constructor() {
    this.parts = [];
    this.at = -1;
    this.bar = el("div", "strip");
    this.bar.tabIndex = 0;
    // A slider is what screen readers let arrow keys through to, and its value is read out.
    this.bar.setAttribute("role", "slider");
    this.readout = el("p", "readout quiet");
    this.root = el("div", "", this.bar, this.readout);
    this.bar.addEventListener("pointermove", (event) => this.show([...this.bar.children].indexOf(event.target)));
    this.bar.addEventListener("pointerleave", () => this.show(-1));
    this.bar.addEventListener("blur", () => this.show(-1));
    this.bar.addEventListener("focus", () => this.show(Math.max(0, this.at)));
    this.bar.addEventListener("keydown", (event) => this.pressed(event));
  }

  pressed(event) {
    const last = this.parts.length - 1;
    const to = {
      ArrowLeft: this.at - 1, ArrowRight: this.at + 1, ArrowUp: this.at + 1, ArrowDown: this.at - 1, Home: 0, End: last,
    }[event.key];
    if (to !== undefined && last >= 0) {
      event.preventDefault();
      this.show(Math.min(last, Math.max(0, to)));
    }
  }

  update(table, now) {
    this.now = now;
    this.parts = table.strips;
    this.bar.hidden = this.parts.length === 0;
    this.bar.setAttribute("aria-label", "Key space of " + table.table);
    this.bar.setAttribute("aria-valuemin", "1");
    this.bar.setAttribute("aria-valuemax", String(Math.max(1, this.parts.length)));
    while (this.bar.children.length > this.parts.length) {
      this.bar.lastChild.remove();
    }
    while (this.bar.children.length < this.parts.length) {
      this.bar.append(el("span", "part"));
    }
    this.periodMs = table.sweep.periodMs;
    this.show(this.at < this.parts.length ? this.at : -1);
  }

  show(at) {
    this.at = at;
    this.parts.forEach((part, i) => {
      const wanted = "part " + freshness(part.proved, this.now, this.periodMs) + (part.differs ? " differs" : "")
        + (i === at ? " at" : "");
      if (this.bar.children[i].className !== wanted) {
        this.bar.children[i].className = wanted;
      }
    });
    const words = at < 0 ? count(this.parts.length, "part", "parts") + ", from the first row to the last"
      : partWords(this.parts[at], this.now);
    say(this.readout, words);
    this.bar.setAttribute("aria-valuenow", String(at < 0 ? 1 : at + 1));
    this.bar.setAttribute("aria-valuetext", words);
  }
}

class Table {
  constructor(table) {
    this.title = el("h3", "key", table.table + (table.peerTable === table.table ? "" : " → " + table.peerTable));
    this.verdict = el("p");
    this.strip = new Strip();
    this.work = el("p", "quiet");
    this.notes = el("ul", "notes quiet");
    this.root = el("article", "", this.title, this.verdict, this.strip.root, this.work, this.notes);
  }

  update(table, now) {
    const found = Object.entries(table.findings).filter(([, rows]) => rows > 0).sort();
    const rows = found.reduce((sum, [, each]) => sum + each, 0);
    this.verdict.className = rows > 0 ? "bad" : table.oldestProof === null ? "warn" : "";
    say(this.verdict, [
      (100 * table.provedShare).toFixed(table.provedShare === 1 ? 0 : 1) + " % proved equal within "
        + span(table.sweep.periodMs),
      table.oldestProof === null ? "some of it never proved, watched for " + span(now - Date.parse(table.since))
        : "oldest proof " + span(Math.max(0, now - Date.parse(table.oldestProof))) + " ago",
      rows === 0 ? "no row differs" : "✕ " + count(rows, "row differs", "rows differ") + ": "
        + found.map(([name, each]) => each.toLocaleString("en") + " " + name).join(", "),
    ].join(" · "));
    this.strip.update(table, now);
    say(this.work, this.workWords(table, now));
    listed(this.notes, table.notes);
  }

  workWords(table, now) {
    const sweep = table.sweep;
    const round = table.continuous;
    const limit = sweep.bytesPerSecond === 0 ? "no limit" : "at most " + bytes(sweep.bytesPerSecond) + "/s";
    return [
      count(table.dirtyRanges, "range", "ranges") + " written to and not verified yet",
      count(table.inFlightRows, "row", "rows") + " in flight",
      round === null ? "no continuous round yet" : "last round " + span(Math.max(0, now - Date.parse(round.begun))) + " ago: "
        + count(round.ranges, "range", "ranges") + ", " + bytes(round.bytesRead) + " in " + span(round.millis),
      sweep.paused !== null ? "sweep stands still: " + sweep.paused : "sweep: " + sweep.due.toLocaleString("en") + " of "
        + count(sweep.ranges, "range", "ranges") + " due, " + limit,
    ].join(" · ");
  }
}

class Chart {
  constructor() {
    this.points = [];
    this.top = el("span");
    this.path = svg("path", { d: "" });
    this.image = svg("svg", { viewBox: "0 0 1000 100", preserveAspectRatio: "none", role: "img" });
    this.image.append(this.path);
    this.caption = el("figcaption");
    this.root = el("figure", "", el("div", "chart", el("div", "scale", this.top, el("span", "", "0 s")), this.image),
      this.caption);
  }

  update(lag) {
    const at = Date.parse(lag.at);
    if (this.points.length === 0 || at > this.points[this.points.length - 1].at) {
      this.points.push({ at, lag: lag.lagMs });
    }
    this.points = this.points.filter((point) => at - point.at <= HISTORY_MS);
    const most = this.points.reduce((top, point) => Math.max(top, point.lag), 0);
    const top = niceTop(most);
    const seen = at - this.points[0].at;
    this.path.setAttribute("d", linePath(this.points, at, Math.max(LEAST_WIDTH_MS, seen), top));
    say(this.top, whole(top));
    say(this.caption, "Lag as this page has seen it for " + span(seen) + " (half an hour at most); now " + span(lag.lagMs)
      + ", highest " + span(most));
    this.image.setAttribute("aria-label", this.caption.textContent);
  }
}

class Pair {
  constructor(pair) {
    this.state = el("span", "state");
    this.behind = el("span");
    this.title = el("h2", "", "Peer ", el("span", "key", pair.peer), this.state, this.behind);
    this.sentence = el("p");
    this.advice = el("p", "warn");
    this.loss = el("p", "quiet");
    this.worker = el("p");
    this.chart = new Chart();
    this.windows = el("tbody");
    this.windowTable = el("table", "", head(["Lag over", "p50", "p99", "max", "seen"]), this.windows);
    this.sources = el("tbody");
    this.sourcesTitle = el("summary");
    this.sourceBox = el("details", "wide", this.sourcesTitle,
      el("table", "", head(["Source server", "Standing", "Lag", "Since its", "Clock off by", "Shipped by"]), this.sources));
    this.notes = el("ul", "notes quiet");
    this.tableBox = el("div");
    this.tables = new Map();
    this.lagBox = el("div", "", this.sentence, this.advice, this.loss,
      el("div", "side", this.chart.root, this.windowTable), this.sourceBox);
    this.root = el("section", "", this.title, this.worker, this.lagBox, this.notes, this.tableBox);
  }

  update(pair, view, now) {
    const ours = pair.worker === view.monitor;
    this.lagBox.hidden = pair.lag === null;
    if (pair.lag !== null) {
      this.updateLag(pair.lag, now);
    } else if (ours || pair.worker === null) {
      this.head({ tone: "quiet", sign: "…" }, "STARTING", "the lag has not been looked at yet");
    } else {
      this.head({ tone: "quiet", sign: "→" }, "ELSEWHERE", "");
    }
    this.worker.className = pair.worker === null ? "bad" : "quiet";
    say(this.worker, pair.worker === null ? "✕ No monitor verifies this pair: see whether its ZooKeeper answers."
      : ours ? "" : "Verified by the monitor " + pair.worker + ", whose page has what is known of it.");
    listed(this.notes, pair.notes.concat(pair.lag === null ? [] : pair.lag.notes));
    keyed(this.tableBox, this.tables, pair.tables, (table) => table.table, (table) => new Table(table))
      .forEach((piece, i) => piece.update(pair.tables[i], now));
  }

  head(look, state, words) {
    this.state.className = "state " + look.tone;
    say(this.state, look.sign + " " + state);
    say(this.behind, words);
  }

  updateLag(lag, now) {
    const age = now - Date.parse(lag.at);
    this.head(tone(lag.state), lag.state, (lag.certainty === "MEASURED" ? "" : "at most ") + span(lag.lagMs) + " behind"
      + (age > 10_000 ? ", as it was " + span(age) + " ago" : ""));
    say(this.sentence, lag.sentence);
    say(this.advice, lag.advice === "" ? "" : "Do: " + lag.advice);
    say(this.loss, "Lost with the source now: " + span(lag.rpo.lagMs) + " of writes, an estimated "
      + lag.rpo.estimatedWrites.toLocaleString("en") + " of them, " + bytes(lag.rpo.estimatedBytes) + ".");
    this.chart.update(lag);
    this.windowTable.hidden = lag.windows.length === 0;
    this.windows.replaceChildren(...lag.windows.map((each) => row([whole(each.windowMs), span(each.p50Ms), span(each.p99Ms),
      span(each.maxMs), Math.min(100, Math.round(each.samples * 100_000 / each.windowMs)) + " %"])));
    this.sourceBox.hidden = lag.sources.length === 0;
    say(this.sourcesTitle, count(lag.sources.length, "source server", "source servers"));
    this.sources.replaceChildren(...lag.sources.slice(0, MOST_SOURCES).map((each) => row([el("td", "key", each.server),
      each.standing, span(each.lagMs), each.basis,
      each.clockSkewMs === null ? "not measured" : (each.clockSkewMs / 1000).toFixed(1) + " s", each.shippedBy ?? "-"])));
  }
}

class Findings {
  constructor() {
    this.box = document.getElementById("findings-table");
    this.body = document.getElementById("findings");
    this.about = document.getElementById("findings-about");
    this.said = null;
  }

  update(text) {
    if (text === this.said) {
      return;
    }
    this.said = text;
    const lines = text.split("\n").filter((line) => line !== "");
    const findings = lines.flatMap((line) => {
      try {
        return [JSON.parse(line)];
      } catch (broken) {
        return [];
      }
    });
    say(this.about, findings.length === 0 ? "None is known to this monitor."
      : (lines.length < MOST_FINDINGS ? "" : "The first ") + count(findings.length, "finding", "findings")
        + ". hbase-ha replication findings shows all.");
    this.box.hidden = findings.length === 0;
    this.body.replaceChildren(...findings.map(Findings.row));
  }

  static row(finding) {
    const key = (text) => el("td", "key", text);
    return row([el("td", "bad one-line", String(finding.class)), key(String(finding.table)), key(String(finding.peer)),
      key(String(finding.row)), key(finding.family + ":" + finding.qualifier),
      el("td", "one-line", String(finding.timestamp)), key(Findings.cell(finding.ours)), key(Findings.cell(finding.theirs)),
      String(finding.reason ?? ""), String(finding.firstSeen ?? "")]);
  }

  static cell(cell) {
    if (cell === null || cell === undefined) {
      return "-";
    }
    const value = cell.value === null ? "" : " \"" + cell.value + "\"" + (cell.cut ? "…" : "");
    const hash = cell.hash === null ? "" : ", hash " + cell.hash;
    return cell.type + value + " (" + count(cell.length, "byte", "bytes") + hash + ")";
  }
}

// ---- the loop

class Page {
  constructor() {
    this.pairs = new Map();
    this.findings = new Findings();
    this.findingsAt = -Infinity;
    this.answered = null;
  }

  async ask(path) {
    const answer = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) {
      throw new Error("HTTP status " + answer.status);
    }
    return answer;
  }

  async turn() {
    try {
      const view = await (await this.ask("state")).json();
      this.draw(view);
      if (performance.now() - this.findingsAt >= FINDINGS_EVERY_MS) {
        this.findings.update(await (await this.ask("findings?limit=" + MOST_FINDINGS)).text());
        this.findingsAt = performance.now();
      }
      this.answered = new Date();
      this.troubled("");
    } catch (trouble) {
      this.troubled("The monitor does not answer (" + trouble.message + "). "
        + (this.answered === null ? "" : "What is shown is as of " + time(this.answered) + "."));
    }
    setTimeout(() => this.turn(), document.hidden ? HIDDEN_REFRESH_MS : REFRESH_MS);
  }

  troubled(sentence) {
    document.body.classList.toggle("old", sentence !== "");
    say(document.getElementById("trouble"), sentence);
  }

  draw(view) {
    const now = Date.parse(view.at);
    say(document.getElementById("about"), "Monitor " + view.monitor + ", " + count(view.pairs.length, "pair", "pairs")
      + ", as of " + time(view.at) + (view.pairs.length === 0 ? ". This cluster has no replication peer." : ""));
    keyed(document.getElementById("pairs"), this.pairs, view.pairs, (pair) => pair.peer, (pair) => new Pair(pair))
      .forEach((piece, i) => piece.update(view.pairs[i], view, now));
    const bad = view.pairs.filter((pair) => pair.worker === null
      || (pair.lag === null ? pair.worker === view.monitor : pair.lag.state !== "CAUGHT_UP")
      || pair.tables.some((table) => Object.values(table.findings).some((rows) => rows > 0))).length;
    document.title = (bad === 0 ? "✓ " : "✕ ") + "Replication monitor";
  }
}

if (typeof document === "undefined") {
  module.exports = { span, whole, bytes, niceTop, linePath, freshness, partWords, tone };
} else {
  new Page().turn();
}
