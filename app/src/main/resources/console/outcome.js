// What a job has come to: its state, result, error, and what it used.

import { fill, h } from "./dom.js";
import { bytes, count, parseSpan, span } from "./format.js";
import { tree } from "./tree.js";

const STATES = { queued: "Queued", running: "Running", succeeded: "Succeeded", failed: "Failed", cancelled: "Cancelled" };

/** A state as a mark. */
export function badge(state) {
  return h("span", { class: `badge ${state}` }, STATES[state] ?? state);
}

/** What each limit counts: how its use and its end are called in the job document, and how they are written. */
const LIMITS = [
  ["Wall time", "wall_time", (usage) => usage.wall_ms, (limit) => parseSpan(limit), span],
  ["Work", "instructions", (usage) => usage.instructions, Number, count],
  ["Memory", "memory", (usage) => usage.memory_peak, Number, bytes],
  ["Output", "output", (usage) => usage.output, Number, bytes],
];

/** What a job used of its limits, as bars. */
export function usage(job) {
  const bars = LIMITS.map(([label, name, used, limit, write]) => {
    const value = used(job.usage);
    const most = limit(String(job.limits[name]));
    const part = most > 0 ? Math.min(value / most, 1) : 0;
    return h(
      "div",
      { class: "bar-row" },
      h("span", { class: "name" }, label),
      h("meter", {
        min: 0,
        max: 1,
        high: 0.8,
        optimum: 0,
        value: part,
        "aria-label": `${label}: ${write(value)} of ${write(most)}`,
      }),
      h("span", { class: "figures" }, write(value), h("span", { class: "of" }, ` of ${write(most)}`)),
    );
  });
  const { connections_opened, messages_received, bytes_received, messages_sent, bytes_sent } = job.usage;
  return h(
    "section",
    { class: "panel", "aria-label": "Usage" },
    h("h2", {}, "Usage"),
    h("div", { class: "bars" }, bars),
    h(
      "p",
      { class: "hint" },
      connections_opened === 0
        ? "No connections"
        : `${count(connections_opened)} ${connections_opened === 1 ? "connection" : "connections"}: ` +
            `${messages(messages_received)} received (${bytes(bytes_received)}), ${messages(messages_sent)} sent (${bytes(bytes_sent)})`,
    ),
  );
}

function messages(number) {
  return `${count(number)} ${number === 1 ? "message" : "messages"}`;
}

/** The line of the script that an error is about; null when it names none. */
export function failedLine(job) {
  const error = job.error;
  if (!error) {
    return null;
  }
  const chunk = (job.name ?? "script").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const found = new RegExp(`${chunk}:(\\d+):`).exec(`${error.message}\n${error.traceback ?? ""}`);
  return found ? Number(found[1]) : null;
}

/** Result or error of a job that has ended. */
export function ending(job) {
  if (job.error) {
    const { reason, kind, message, retryable, details, traceback } = job.error;
    return h(
      "section",
      { class: "panel bad", "aria-label": "Error" },
      h("h2", {}, "Error"),
      h("p", { class: "said" }, message),
      h(
        "p",
        { class: "hint" },
        `${kind} · ${reason}${retryable === true ? " · may be tried again" : retryable === false ? " · trying again won't help" : ""}`,
      ),
      details === null || details === undefined ? null : tree(details),
      traceback ? h("details", {}, h("summary", {}, "Traceback"), h("pre", {}, traceback)) : null,
    );
  }
  if (job.state !== "succeeded") {
    return null;
  }
  return h("section", { class: "panel", "aria-label": "Result" }, h("h2", {}, "Result"), tree(job.result ?? null));
}

/** A place for a message that comes and goes. */
export class Notice {
  constructor() {
    this.element = h("div", { class: "notices", role: "status" });
  }

  /** Says what went wrong; a problem's places are listed. */
  fault(problem) {
    const errors = problem.document?.errors ?? [];
    fill(
      this.element,
      h(
        "div",
        { class: "notice bad" },
        h("strong", {}, problem.document?.title ?? "Something went wrong"),
        errors.length === 0 ? h("span", {}, problem.message) : null,
        errors.length === 0 ? null : h("ul", {}, errors.map((error) => h("li", {}, `${error.pointer}: ${error.message}`))),
      ),
    );
  }

  say(text) {
    fill(this.element, h("div", { class: "notice" }, text));
  }

  clear() {
    fill(this.element);
  }
}
