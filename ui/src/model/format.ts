/** Numbers as people read them: three significant digits, always with a unit. */

function digits(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 10) return trimmed(value.toFixed(2));
  if (size < 100) return trimmed(value.toFixed(1));
  return Math.round(value).toString();
}

function trimmed(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** The step that a value belongs to, also after rounding: 999.9 µs is 1 ms. */
function scaled(value: number, steps: readonly (readonly [number, string])[]): string {
  for (let at = 0; at < steps.length; at++) {
    const [size, unit] = steps[at]!;
    const next = steps[at - 1];
    const isLast = at === steps.length - 1;
    if (Math.abs(value) >= size || isLast) {
      const text = digits(value / size);
      if (next && Math.abs(Number(text)) * size >= next[0]) return `${digits(1)}${next[1]}`;
      return `${text}${unit}`;
    }
  }
  return String(value);
}

const DURATIONS = [[1e9, " s"], [1e6, " ms"], [1e3, " µs"], [1, " ns"]] as const;

/** A duration of nanoseconds: `1.52 ms`, `12.3 s`, `2 m 14 s`, `3 h 5 m`. */
export function duration(nanos: number): string {
  const seconds = Math.round(Math.abs(nanos) / 1e9);
  if (seconds < 100) return scaled(nanos, DURATIONS);
  const sign = nanos < 0 ? "-" : "";
  if (seconds < 3_600) return `${sign}${Math.floor(seconds / 60)} m ${seconds % 60} s`;
  if (seconds < 86_400) return `${sign}${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} m`;
  return `${sign}${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3_600)} h`;
}

/** A count: exact below 10,000, else three digits: `9,214`, `12.3 k`. */
export function count(value: number): string {
  if (Math.abs(value) < 10_000 && Number.isInteger(value)) return value.toLocaleString("en-US");
  return scaled(value, [[1e9, " G"], [1e6, " M"], [1e3, " k"], [1, ""]]);
}

/** A count with all its digits. */
export function exact(value: number): string {
  return value.toLocaleString("en-US");
}

export function bytes(value: number): string {
  return scaled(value, [[2 ** 40, " TiB"], [2 ** 30, " GiB"], [2 ** 20, " MiB"], [2 ** 10, " KiB"], [1, " B"]]);
}

/** A share of 1 as per cent; what is there but small never reads as zero. */
export function percent(share: number): string {
  if (share > 0 && share < 0.001) return "< 0.1 %";
  return `${digits(share * 100)} %`;
}

export function rate(perSecond: number): string {
  if (perSecond > 0 && perSecond < 0.1) return `${digits(perSecond * 60)} /min`;
  return `${count(Number(digits(perSecond)))} /s`;
}

/** `1 span`, `2 spans`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** An id that is shortened in the middle; copy the whole one. */
export function shortId(id: string, ends = 4): string {
  return id.length <= ends * 2 + 1 ? id : `${id.slice(0, ends)}…${id.slice(-ends)}`;
}
