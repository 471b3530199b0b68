// How values are written.

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** 1536 as "1.5 KiB". */
export function bytes(count) {
  let value = count;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : Number(value.toFixed(1))} ${UNITS[unit]}`;
}

/** 1234567 as "1,234,567". */
export function count(number) {
  return number.toLocaleString("en-US");
}

/** Milliseconds as "250 ms", "1.2 s", "3 min 5 s" or "2 h 4 min". */
export function span(ms) {
  if (ms < 1000) {
    return `${Math.max(0, Math.round(ms))} ms`;
  }
  if (ms < 60_000) {
    return `${Number((ms / 1000).toFixed(1))} s`;
  }
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) {
    return parts(Math.floor(seconds / 60), "min", seconds % 60, "s");
  }
  const minutes = Math.floor(seconds / 60);
  return parts(Math.floor(minutes / 60), "h", minutes % 60, "min");
}

function parts(large, unit, small, smallUnit) {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
}

/** A duration as the API writes it ("1m30s", "250ms") in milliseconds. */
export function parseSpan(text) {
  const factors = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/([0-9.]+)(ms|s|m|h)/g)) {
    sum += Number(number) * factors[unit];
  }
  return sum;
}

/** A time of day, with the date where that is another than today's. */
export function time(iso) {
  const date = new Date(iso);
  const clock = date.toLocaleTimeString("en-GB");
  return date.toDateString() === new Date().toDateString()
    ? clock
    : `${date.toLocaleDateString("en-GB", { day: "numeric", month: "short" })} ${clock}`;
}

/** A time of day to the millisecond. */
export function instant(iso) {
  const date = new Date(iso);
  return `${date.toLocaleTimeString("en-GB")}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}
