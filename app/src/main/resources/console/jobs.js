// The list of jobs.

import { ask, ended } from "./api.js";
import { field, fill, h, select } from "./dom.js";
import { span, time } from "./format.js";
import { Notice, badge } from "./outcome.js";

/** How often the list is looked at again, in milliseconds. */
const INTERVAL = 2000;

const STATES = [
  ["", "All states"], ["queued", "Queued"], ["running", "Running"], ["succeeded", "Succeeded"], ["failed", "Failed"], ["cancelled", "Cancelled"],
];

/** The page; `query` are the filters, which the address has. */
export function jobs(query) {
  const stop = new AbortController();
  const notice = new Notice();
  const rows = h("tbody");
  const count = h("p", { class: "hint", role: "status" });
  let timer = 0;
  let next = null;
  /** Pages beyond the first stay as they were when they were asked for. */
  let older = [];
  let first = null;

  const state = select(STATES, query.get("state") ?? "");
  const name = h("input", { type: "text", value: query.get("name") ?? "", placeholder: "exact name" });
  const label = h("input", { type: "text", value: query.get("label") ?? "", placeholder: "key:value" });
  const actor = h("input", { type: "text", value: query.get("actor") ?? "", placeholder: "yourself; * for all" });
  const filters = h(
    "form",
    {
      class: "fields filters",
      onsubmit: (event) => {
        event.preventDefault();
        change();
      },
      onchange: change,
    },
    field("State", state),
    field("Name", name),
    field("Label", label),
    field("Actor", actor),
  );

  function change() {
    const wanted = new URLSearchParams();
    for (const [key, input] of [["state", state], ["name", name], ["label", label], ["actor", actor]]) {
      if (input.value.trim() !== "") {
        wanted.set(key, input.value.trim());
      }
    }
    const text = wanted.toString();
    location.hash = text === "" ? "#/jobs" : `#/jobs?${text}`;
  }

  const more = h(
    "button",
    {
      type: "button",
      hidden: true,
      onclick: async () => {
        more.disabled = true;
        try {
          const page = await look(next);
          older.push(...page.items);
          next = page.next_cursor;
          show();
        } catch (fault) {
          notice.fault(fault);
        } finally {
          more.disabled = false;
        }
      },
    },
    "Older jobs",
  );

  function look(cursor) {
    const wanted = new URLSearchParams(query);
    wanted.set("limit", "50");
    if (cursor) {
      wanted.set("cursor", cursor);
    }
    return ask(`v1/jobs?${wanted}`, { signal: stop.signal });
  }

  async function refresh() {
    try {
      const page = await look(null);
      if (first === null || older.length === 0) {
        next = page.next_cursor;
      }
      first = page.items;
      notice.clear();
      show();
    } catch (fault) {
      if (fault.name === "AbortError") {
        return;
      }
      notice.fault(fault);
      if (first === null) {
        fill(count, "");
      }
    }
    timer = setTimeout(refresh, INTERVAL);
  }

  function show() {
    const seen = new Set(first.map((job) => job.id));
    const all = [...first, ...older.filter((job) => !seen.has(job.id))];
    fill(rows, all.map(row));
    fill(
      count,
      all.length === 0
        ? query.size === 0
          ? "No jobs yet. What you run in the playground will be here."
          : "No job is like that."
        : "",
    );
    more.hidden = next === null;
  }

  fill(count, "Loading…");
  refresh();
  return {
    title: "Jobs",
    element: h(
      "div",
      { class: "jobs" },
      h("h1", {}, "Jobs"),
      filters,
      notice.element,
      h(
        "div",
        { class: "scroll" },
        h(
          "table",
          {},
          h("thead", {}, h("tr", {}, ["State", "Job", "Actor", "Created", "Took"].map((head) => h("th", { scope: "col" }, head)))),
          rows,
        ),
      ),
      count,
      more,
    ),
    close: () => {
      clearTimeout(timer);
      stop.abort();
    },
  };
}

function row(job) {
  const took = ended(job.state)
    ? job.usage.wall_ms
    : job.state === "running"
      ? Date.now() - Date.parse(job.started_at)
      : null;
  return h(
    "tr",
    {},
    h("td", {}, badge(job.state)),
    h(
      "td",
      { class: "job" },
      h("a", { href: `#/jobs/${job.id}` }, job.name ?? job.id),
      job.name ? h("span", { class: "id" }, job.id) : null,
      job.error ? h("span", { class: "why" }, job.error.message) : null,
    ),
    h("td", {}, job.actor),
    h("td", {}, h("time", { dateTime: job.created_at, title: job.created_at }, time(job.created_at))),
    h("td", { class: "number" }, took === null ? "–" : span(took)),
  );
}
