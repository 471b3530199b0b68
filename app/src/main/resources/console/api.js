// Asks the service.

import { token } from "./session.js";

/** What the service has refused, or why it did not answer. */
export class Problem extends Error {
  /** `status` is 0 when there was no answer; `document` is what the service says (RFC 9457). */
  constructor(status, document) {
    super(document.detail ?? document.title ?? "the service did not say why");
    this.status = status;
    this.document = document;
  }
}

/** Sends a request; the answer is as it comes. */
async function send(path, options = {}, as = token()) {
  let answer;
  try {
    answer = await fetch(path, {
      ...options,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      headers: { Authorization: `Bearer ${as}`, ...options.headers },
    });
  } catch (fault) {
    if (fault.name === "AbortError") {
      throw fault;
    }
    throw new Problem(0, { title: "No connection", detail: "the service does not answer" });
  }
  if (!answer.ok) {
    const text = await answer.text();
    let document;
    try {
      document = JSON.parse(text);
    } catch {
      document = { title: answer.statusText, detail: text.slice(0, 200) };
    }
    throw new Problem(answer.status, document);
  }
  return answer;
}

/** Sends a request; the answer is JSON, or null where there is none. */
export async function ask(path, options = {}, as = token()) {
  const answer = await send(path, options, as);
  return answer.status === 204 ? null : answer.json();
}

/** A request with a body of JSON. */
export function post(path, body, options = {}) {
  return ask(path, {
    ...options,
    method: "POST",
    headers: { "Content-Type": "application/json", ...options.headers },
    body: JSON.stringify(body),
  });
}

/**
 * Follows a job's events from after `since` until it has ended, and goes on by itself where the stream is cut off.
 *
 * `heard.event(kind, data)` is told each event once, in order; `heard.link(up)` whether there is a connection.
 */
export async function follow(id, since, heard, signal) {
  let last = since;
  let wait = 500;
  for (;;) {
    try {
      const answer = await send(`v1/jobs/${id}/events?since=${last}`, { signal });
      if (answer.status === 204) {
        return;
      }
      heard.link(true);
      wait = 500;
      for await (const event of events(answer.body)) {
        if (event.id > last) {
          last = event.id;
          heard.event(event.kind, event.data);
          if (event.kind === "state" && ended(event.data.state)) {
            return;
          }
        }
      }
    } catch (fault) {
      // A request that is wrong will not be right later; a service that is away may be back.
      if (fault.name === "AbortError" || (fault instanceof Problem && fault.status >= 400 && fault.status < 500 && fault.status !== 429)) {
        throw fault;
      }
      heard.link(false);
    }
    await pause(wait, signal);
    wait = Math.min(wait * 2, 8000);
  }
}

/** Whether a job in this state stays in it. */
export function ended(state) {
  return state === "succeeded" || state === "failed" || state === "cancelled";
}

function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(new DOMException("aborted", "AbortError"));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", abort, { once: true });
  });
}

/** Reads server-sent events, whose reader in browsers can't send a token. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let event = { id: 0, kind: "message", lines: [] };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        if (line === "") {
          if (event.lines.length > 0) {
            yield { id: event.id, kind: event.kind, data: JSON.parse(event.lines.join("\n")) };
          }
          event = { id: event.id, kind: "message", lines: [] };
        } else if (!line.startsWith(":")) {
          const colon = line.indexOf(":");
          const name = colon < 0 ? line : line.slice(0, colon);
          const text = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
          if (name === "id") {
            event.id = Number(text);
          } else if (name === "event") {
            event.kind = text;
          } else if (name === "data") {
            event.lines.push(text);
          }
        }
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
