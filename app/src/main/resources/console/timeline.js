// When a job waited and ran, and when its connections were open, on one axis.

import { fill, h } from "./dom.js";
import { instant, span } from "./format.js";

/** Bars of attempts and connections, told by the job's events. */
export class Timeline {
  constructor() {
    this.phases = [];
    this.connections = new Map();
    this.end = null;
    this.rows = h("div", { class: "rows" });
    this.axis = h("div", { class: "axis", "aria-hidden": "true" });
    this.element = h(
      "section",
      { class: "panel timeline", "aria-label": "Timeline" },
      h("h2", {}, "Timeline"),
      this.rows,
      this.axis,
    );
  }

  /** Hears an event. */
  event(kind, data) {
    if (kind === "log") {
      return;
    }
    const at = Date.parse(data.time);
    if (kind === "state") {
      const last = this.phases.at(-1);
      if (last) {
        last.to = at;
      }
      if (data.state === "queued" || data.state === "running") {
        this.phases.push({ state: data.state, attempt: data.attempt, from: at, to: null });
      } else {
        this.end = { state: data.state, at };
      }
    } else if (kind === "connection") {
      if (data.change === "opened") {
        this.connections.set(data.connection, { url: data.url, from: at - (data.connect_ms ?? 0), to: null, close: null });
      } else {
        const known = this.connections.get(data.connection);
        if (known) {
          known.to = at;
          known.close = data;
        }
      }
    }
    this.draw();
  }

  draw() {
    if (this.phases.length === 0) {
      return;
    }
    const from = this.phases[0].from;
    const to = Math.max(this.end?.at ?? Date.now(), from + 1);
    const place = (bar) => {
      const start = Math.max(bar.from, from);
      const stop = Math.min(bar.to ?? to, to);
      const left = ((start - from) / (to - from)) * 100;
      return { left, width: Math.max(((stop - start) / (to - from)) * 100, 0.4), ms: stop - start };
    };
    const attempts = Map.groupBy(this.phases, (phase) => phase.attempt);
    const rows = [...attempts].map(([attempt, phases]) =>
      row(
        attempts.size === 1 ? "Job" : `Attempt ${attempt}`,
        phases.map((phase) => bar(phase.state, place(phase), phase.state === "queued" ? "waited" : "ran")),
      ),
    );
    for (const connection of this.connections.values()) {
      const kind = connection.close === null ? "open" : usual(connection.close.code) ? "closed" : "broken";
      const how = connection.close === null ? "open" : `closed with ${connection.close.code} by ${connection.close.by}`;
      rows.push(row(connection.url, [bar(kind, place(connection), how)]));
    }
    fill(this.rows, rows);
    fill(this.axis, h("span", {}, instant(from)), h("span", {}, `${span(to - from)}`), h("span", {}, instant(to)));
  }
}

/** Codes by which a conversation ends as it should (RFC 6455 section 7.4). */
function usual(code) {
  return code === 1000 || code === 1001 || code === 1005 || code >= 3000;
}

function row(name, bars) {
  return h("div", { class: "row" }, h("span", { class: "name", title: name }, name), h("div", { class: "track" }, bars));
}

function bar(kind, { left, width, ms }, how) {
  const element = h("span", { class: `bar-of ${kind}`, title: `${how}, ${span(ms)}` }, h("span", { class: "unseen" }, `${how} for ${span(ms)}`));
  element.style.left = `${Math.min(left, 99.6)}%`;
  element.style.width = `${width}%`;
  return element;
}
