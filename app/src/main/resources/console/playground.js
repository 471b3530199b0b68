// Where scripts are written and tried.

import { Problem, ask, ended, post } from "./api.js";
import { field, fill, h, select } from "./dom.js";
import { Editor, completionsOf } from "./editor.js";
import { Follower } from "./follower.js";
import { Notice, failedLine } from "./outcome.js";

const DRAFT = "tidegate.draft";

const FIRST = `-- A script gets its input as an argument, and what it returns is the result.
local input = ... or {}

print("hello, " .. (input.name or "world"))

return { sum = 1 + 2 }
`;

/** How long one types nothing before the script is looked at. */
const REST = 350;

/** The page. */
export function playground() {
  const draft = JSON.parse(sessionStorage.getItem(DRAFT) ?? "null") ?? { source: FIRST, input: "" };
  let follower = null;
  let looking = null;
  let timer = 0;

  const notice = new Notice();
  const output = h("div", { class: "output" });
  const state = h("div", { class: "state" });
  const run = h("button", { type: "button", class: "primary", onclick: start, title: "Ctrl+Enter" }, "Run");
  const cancel = h("button", { type: "button", hidden: true, onclick: stop }, "Cancel");

  const script = new Editor({
    text: draft.source,
    language: "lua",
    label: "Script",
    changed: () => {
      keep();
      clearTimeout(timer);
      timer = setTimeout(check, REST);
    },
    run: start,
    completions: completionsOf(NAMES),
  });
  const input = new Editor({ text: draft.input, language: "json", label: "Input, as JSON", changed: keep, run: start });

  const limits = {
    wall_time: h("input", { type: "text", placeholder: "30s", size: 8 }),
    memory: h("input", { type: "text", placeholder: "64MiB", size: 8 }),
    instructions: h("input", { type: "text", inputMode: "numeric", placeholder: "100000000", size: 12 }),
    connections: h("input", { type: "number", min: 0, placeholder: "16", size: 5 }),
  };

  const examples = select(
    [["", "Examples…"], ...EXAMPLES],
    "",
    {
      "aria-label": "Load an example",
      onchange: async () => {
        const name = examples.value;
        examples.value = "";
        if (name) {
          const answer = await fetch(`console/examples/${name}.lua`);
          script.text = await answer.text();
          input.text = "";
          script.focus();
        }
      },
    },
  );

  function keep() {
    sessionStorage.setItem(DRAFT, JSON.stringify({ source: script.text, input: input.text }));
  }

  /** Says at its line what is no Lua. */
  async function check() {
    looking?.abort();
    looking = new AbortController();
    try {
      const found = await ask("v1/scripts/validate", {
        method: "POST",
        headers: { "Content-Type": "text/x-lua" },
        body: script.text,
        signal: looking.signal,
      });
      const [error] = found.errors;
      script.fault(error?.line ?? 1, error?.message ?? null);
    } catch (fault) {
      // It is said when the script is run.
      if (!(fault instanceof Problem) && fault.name !== "AbortError") {
        throw fault;
      }
    }
  }

  /** What is sent to have it run. */
  function wish() {
    const body = { source: script.text };
    if (input.text.trim() !== "") {
      body.input = JSON.parse(input.text);
    }
    const wanted = Object.entries(limits).filter(([, value]) => value.value.trim() !== "");
    if (wanted.length > 0) {
      body.limits = Object.fromEntries(
        wanted.map(([name, value]) => [name, /^\d+$/.test(value.value.trim()) ? Number(value.value) : value.value.trim()]),
      );
    }
    return body;
  }

  async function start() {
    if (run.disabled) {
      return;
    }
    notice.clear();
    script.failed(null);
    let body;
    try {
      body = wish();
    } catch (fault) {
      notice.fault(new Problem(0, { title: "The input is not JSON", detail: fault.message }));
      return;
    }
    follower?.close();
    follower = null;
    run.disabled = true;
    try {
      const job = await post("v1/jobs", body);
      follower = new Follower(job.id, { job: came });
      fill(state, follower.head, h("a", { href: `#/jobs/${job.id}` }, "Details"));
      fill(output, follower.element);
      cancel.hidden = false;
      await follower.run();
    } catch (fault) {
      if (fault.document?.line) {
        script.fault(fault.document.line, fault.document.message ?? fault.message);
      }
      notice.fault(fault);
    } finally {
      run.disabled = false;
      cancel.hidden = true;
    }
  }

  function came(job) {
    if (ended(job.state)) {
      script.failed(failedLine(job));
    }
  }

  async function stop() {
    cancel.disabled = true;
    try {
      await ask(`v1/jobs/${follower.id}/cancel`, { method: "POST" });
    } catch (fault) {
      notice.fault(fault);
    } finally {
      cancel.disabled = false;
    }
  }

  const share = h(
    "button",
    {
      type: "button",
      class: "quiet",
      onclick: async () => {
        try {
          await navigator.clipboard.writeText(curl(wish()));
          notice.say("The command is in the clipboard. It takes the token from TIDEGATE_TOKEN.");
        } catch (fault) {
          notice.fault(new Problem(0, { title: "Nothing was copied", detail: fault.message }));
        }
      },
    },
    "Copy as curl",
  );

  fill(output, h("p", { class: "empty" }, "Log and result of what you run will be here."));
  const element = h(
    "div",
    { class: "playground" },
    h(
      "section",
      { class: "write", "aria-label": "Script" },
      h("div", { class: "bar" }, h("h1", {}, "Playground"), h("span", { class: "space" }), examples, share),
      h("div", { class: "script" }, script.element),
      h(
        "details",
        { class: "more", open: draft.input !== "" },
        h("summary", {}, "Input and limits"),
        h("div", { class: "input" }, h("span", { class: "label" }, "Input, as JSON"), input.element),
        h(
          "div",
          { class: "fields" },
          field("Wall time", limits.wall_time),
          field("Memory", limits.memory),
          field("Work", limits.instructions),
          field("Connections", limits.connections),
        ),
      ),
    ),
    h(
      "section",
      { class: "watch", "aria-label": "Run" },
      h("div", { class: "bar" }, run, cancel, state),
      notice.element,
      output,
    ),
  );

  check();
  return {
    title: "Playground",
    element,
    close: () => {
      clearTimeout(timer);
      looking?.abort();
      follower?.close();
      script.close();
      input.close();
    },
  };
}

/** The same wish as a command. */
function curl(body) {
  const quoted = JSON.stringify(body).replaceAll("'", `'\\''`);
  return (
    `curl -H "Authorization: Bearer $TIDEGATE_TOKEN" -H 'Content-Type: application/json' -H 'Prefer: wait=30' \\\n` +
    `  -d '${quoted}' '${new URL("v1/jobs", document.baseURI)}'`
  );
}

const EXAMPLES = [
  ["echo", "Talk to an echo server"],
  ["price-feed", "Read prices for a while"],
  ["price-stream", "Follow a stream of prices"],
  ["graphql-subscription", "Subscribe by GraphQL"],
  ["refused", "A connection that is refused"],
];

/** Filled once, when the page is first shown. */
const NAMES = [];

/** Learns what the modules offer, from the files that editors use, too. */
export async function learn() {
  if (NAMES.length === 0) {
    const answer = await fetch("console/completions.json");
    if (answer.ok) {
      NAMES.push(...(await answer.json()));
    }
  }
}
