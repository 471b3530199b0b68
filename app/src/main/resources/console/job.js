// One job: what it is, what happens to it, and what came of it.

import { ask, ended } from "./api.js";
import { fill, h } from "./dom.js";
import { Follower } from "./follower.js";
import { bytes, count, span, time } from "./format.js";
import { Notice } from "./outcome.js";
import { Timeline } from "./timeline.js";

/** How often the connections are looked at, in milliseconds. */
const INTERVAL = 1000;

/** The page of a job. */
export function job(id) {
  const stop = new AbortController();
  const notice = new Notice();
  const timeline = new Timeline();
  const facts = h("dl", { class: "facts" });
  const name = h("h1", {}, id);
  const connections = h("div");
  let timer = 0;

  const cancel = button("Cancel", () => ask(`v1/jobs/${id}/cancel`, { method: "POST" }));
  const forget = button("Delete", async () => {
    await ask(`v1/jobs/${id}`, { method: "DELETE" });
    location.hash = "#/jobs";
  });
  cancel.hidden = true;
  forget.hidden = true;

  const follower = new Follower(id, {
    event: (kind, data) => timeline.event(kind, data),
    job: (document) => {
      name.textContent = document.name ?? "Job without a name";
      fill(facts, factsOf(document));
      cancel.hidden = ended(document.state);
      forget.hidden = !ended(document.state);
    },
  });

  function button(label, action) {
    const made = h(
      "button",
      {
        type: "button",
        onclick: async () => {
          made.disabled = true;
          try {
            await action();
          } catch (fault) {
            notice.fault(fault);
          } finally {
            made.disabled = false;
          }
        },
      },
      label,
    );
    return made;
  }

  async function look() {
    clearTimeout(timer);
    const state = follower.job?.state;
    if (state === "running") {
      timeline.draw();
      try {
        fill(connections, table(await ask(`v1/jobs/${id}/connections`, { signal: stop.signal })));
      } catch (fault) {
        if (fault.name === "AbortError") {
          return;
        }
        notice.fault(fault);
      }
    } else {
      fill(connections);
    }
    if (!stop.signal.aborted && (state === undefined || !ended(state))) {
      clearTimeout(timer);
      timer = setTimeout(look, INTERVAL);
    }
  }

  follower.run().then(look);
  timer = setTimeout(look, 100);
  return {
    title: "Job",
    element: h(
      "div",
      { class: "one-job" },
      h("p", { class: "back" }, h("a", { href: "#/jobs" }, "Jobs"), " / ", h("span", { class: "id" }, id)),
      h("div", { class: "bar" }, name, follower.head, h("span", { class: "space" }), cancel, forget),
      notice.element,
      facts,
      timeline.element,
      connections,
      follower.element,
    ),
    close: () => {
      clearTimeout(timer);
      stop.abort();
      follower.close();
    },
  };
}

function factsOf(document) {
  const pairs = [
    ["Actor", document.actor],
    ["Created", time(document.created_at)],
    document.started_at ? ["Started", time(document.started_at)] : null,
    document.finished_at ? ["Ended", time(document.finished_at)] : null,
    document.max_attempts > 1 ? ["Attempts", `${document.attempt} of ${document.max_attempts}`] : null,
    ...Object.entries(document.labels).map(([key, value]) => [key, value]),
  ];
  return pairs.filter((pair) => pair !== null).map(([key, value]) => h("div", {}, h("dt", {}, key), h("dd", {}, value)));
}

function table({ items, reason }) {
  const missing = {
    no_answer: "The node that runs the job did not answer, so there may be more.",
    too_many: "There are more than a node can tell of at once.",
  }[reason];
  if (items.length === 0 && !missing) {
    return null;
  }
  const heads = ["Peer", "Open for", "Received", "Sent", "Waiting", "Round trip"];
  return h(
    "section",
    { class: "panel", "aria-label": "Open connections" },
    h("h2", {}, "Open connections"),
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
        h(
          "tbody",
          {},
          items.map((item) =>
            h(
              "tr",
              {},
              h("td", { class: "job" }, item.url),
              h("td", { class: "number" }, span(item.open_ms)),
              h("td", { class: "number" }, volume(item.received)),
              h("td", { class: "number" }, volume(item.sent)),
              h("td", { class: "number" }, volume(item.waiting)),
              h("td", { class: "number" }, item.round_trip_ms === null ? "–" : span(item.round_trip_ms)),
            ),
          ),
        ),
      ),
    ),
    missing ? h("p", { class: "hint" }, missing) : null,
  );
}

function volume({ messages, bytes: size }) {
  return `${count(messages)} (${bytes(size)})`;
}
