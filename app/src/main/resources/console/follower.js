// Follows one job and shows what happens to it.

import { ask, ended, follow } from "./api.js";
import { fill, h } from "./dom.js";
import { span } from "./format.js";
import { LogView } from "./log.js";
import { Notice, badge, ending, usage } from "./outcome.js";

/** Log, state and outcome of a job, live until it has ended. */
export class Follower {
  /** `heard.event(kind, data)` is told each event, and `heard.job(document)` the job whenever it is asked for. */
  constructor(id, heard = {}) {
    this.id = id;
    this.heard = heard;
    this.stop = new AbortController();
    this.job = null;
    this.log = new LogView(`job-${id}`);
    this.notice = new Notice();
    this.head = h("div", { class: "state", role: "status" });
    this.rest = h("div", { class: "outcome" });
    this.element = h("div", { class: "follower" }, this.notice.element, this.log.element, this.rest);
    this.clock = setInterval(() => this.tick(), 1000);
  }

  /** Goes on until the job has ended, or until it is closed. */
  async run() {
    try {
      await this.look();
      await follow(
        this.id,
        0,
        {
          event: (kind, data) => this.event(kind, data),
          link: (up) => (up ? this.notice.clear() : this.notice.say("No connection to the service; trying again…")),
        },
        this.stop.signal,
      );
      await this.look();
    } catch (fault) {
      if (fault.name !== "AbortError") {
        this.notice.fault(fault);
      }
    } finally {
      clearInterval(this.clock);
    }
  }

  event(kind, data) {
    if (kind === "log") {
      this.log.add(data);
    } else if (kind === "state" && this.job !== null && !ended(data.state)) {
      this.job = { ...this.job, state: data.state, attempt: data.attempt };
      if (data.state === "running") {
        this.job.started_at = data.time;
      }
      this.show();
    }
    this.heard.event?.(kind, data);
  }

  async look() {
    this.job = await ask(`v1/jobs/${this.id}`, { signal: this.stop.signal });
    this.show();
    this.heard.job?.(this.job);
  }

  show() {
    this.tick();
    if (ended(this.job.state)) {
      fill(this.rest, ending(this.job), usage(this.job));
    }
  }

  tick() {
    const job = this.job;
    if (job === null) {
      return;
    }
    const since = job.state === "running" ? Date.now() - Date.parse(job.started_at ?? job.created_at) : job.usage.wall_ms;
    fill(
      this.head,
      badge(job.state),
      job.state === "queued" ? null : h("span", { class: "time" }, span(since)),
      job.max_attempts > 1 ? h("span", { class: "hint" }, `attempt ${job.attempt} of ${job.max_attempts}`) : null,
    );
  }

  close() {
    clearInterval(this.clock);
    this.stop.abort();
    this.log.close();
  }
}
