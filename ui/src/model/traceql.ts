/** Where a caret stands in half-typed TraceQL, and what may come there. Never fails on any text. */

export type Wanted =
  | { readonly kind: "field" | "operator" | "connector" | "stage" | "start"; readonly prefix: string; readonly from: number; readonly to: number }
  | { readonly kind: "value"; readonly field: string; readonly prefix: string; readonly from: number; readonly to: number };

export const INTRINSICS = [
  ["name", "of the span"],
  ["status", "error, ok, unset"],
  ["duration", "of the span"],
  ["kind", "server, client, …"],
  ["statusMessage", "of the span"],
  ["traceDuration", "of the whole trace"],
  ["rootName", "of the trace"],
  ["rootServiceName", "of the trace"],
  ["span:childCount", ""],
  ["event:name", ""],
  ["link:traceID", ""],
  ["instrumentation:name", "scope"],
] as const;

export const OPERATORS = ["=", "!=", "=~", "!~", ">", ">=", "<", "<="] as const;
export const CONNECTORS = ["&&", "||", "}"] as const;
export const STAGES = ["count() > ", "avg(duration) > ", "max(duration) > ", "by(resource.service.name)", "select(span.)"] as const;

/** Values that the language itself knows. */
export const FIXED_VALUES: Record<string, readonly string[]> = {
  status: ["error", "ok", "unset"],
  kind: ["server", "client", "internal", "producer", "consumer"],
  duration: ["10ms", "100ms", "250ms", "500ms", "1s", "5s"],
  traceDuration: ["100ms", "500ms", "1s", "5s", "30s"],
};

const TOKEN = /"(?:[^"\\]|\\.)*"?|`[^`]*`?|&&|\|\||=~|!~|!=|>=|<=|>>|<<|[=<>~!{}()|]|[^\s"`=<>!~{}()|&]+|\S/g;

type Expected = Wanted["kind"];

/** What may come at the caret. */
export function wantedAt(text: string, caret: number): Wanted {
  let expected: Expected = "start";
  let depth = 0;
  let field = "";
  for (const match of text.slice(0, caret).matchAll(TOKEN)) {
    const token = match[0];
    const [from, to] = [match.index, match.index + token.length];
    if (to === caret && isPartial(token)) {
      const end = endOfWord(text, caret, token);
      if (expected === "value") return { kind: "value", field, prefix: token, from, to: end };
      return { kind: expected, prefix: token, from, to: end };
    }
    [expected, depth, field] = after(token, expected, depth, field);
  }
  if (expected === "value") return { kind: "value", field, prefix: "", from: caret, to: caret };
  return { kind: expected, prefix: "", from: caret, to: caret };
}

/** Whether more letters may belong to a token that ends at the caret. */
function isPartial(token: string): boolean {
  if (/^["`]/.test(token)) return token.length === 1 || token.at(-1) !== token[0];
  return !/^(&&|\|\||=~|!~|!=|>=|<=|[=<>~!{}()|])$/.test(token);
}

function endOfWord(text: string, caret: number, token: string): number {
  if (/^["`]/.test(token)) return caret;
  return caret + /^[^\s"`=<>!~{}()|&]*/.exec(text.slice(caret))![0].length;
}

function after(token: string, expected: Expected, depth: number, field: string): [Expected, number, string] {
  if (token === "{") return ["field", depth + 1, ""];
  if (token === "}") return ["start", Math.max(0, depth - 1), ""];
  if (depth === 0) return [token === "|" ? "stage" : "start", 0, ""];
  if (token === "&&" || token === "||" || token === "(" || token === "!") return ["field", depth, ""];
  if (token === ")") return ["connector", depth, ""];
  if (/^(=~|!~|!=|>=|<=|[=<>])$/.test(token)) return ["value", depth, field];
  if (expected === "field") return ["operator", depth, token];
  if (expected === "value") return ["connector", depth, field];
  return [expected, depth, field];
}

export type Language = "TraceQL" | "SQL" | "trace id" | "words";

/** Which language a text is in. */
export function languageOf(text: string): Language {
  const trimmed = text.trim();
  if (/^[0-9a-f]{32}$|^[0-9a-f]{16}$/i.test(trimmed)) return "trace id";
  if (/^(select|with|from|describe|show|summarize|explain)\b/i.test(trimmed)) return "SQL";
  if (/^[{(]/.test(trimmed) || trimmed === "") return "TraceQL";
  return "words";
}

/** Words as TraceQL: spans with them in their name. */
export function wordsQuery(words: string): string {
  return `{ name =~ ${quoted(`(?i).*${words.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}.*`)} }`;
}

export function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t")}"`;
}

/** An attribute as TraceQL writes it; unusual keys in quotes. */
export function attribute(scope: string, key: string): string {
  return /^[\w.:@/-]+$/.test(key) ? `${scope}.${key}` : `${scope}.${quoted(key)}`;
}

/** Adds a condition to a query: into its braces when it is one spanset, else beside it. */
export function narrowed(query: string, condition: string): string {
  const trimmed = query.trim();
  if (trimmed === "" || /^\{\s*\}$/.test(trimmed)) return `{ ${condition} }`;
  const single = /^\{([^{}]*)\}$/.exec(trimmed);
  if (!single) return `(${trimmed}) && { ${condition} }`;
  const inner = single[1]!.trim();
  if (parts(inner).includes(condition)) return trimmed;
  const isMixed = /\|\|/.test(inner) && !inner.startsWith("(");
  return `{ ${isMixed ? `(${inner})` : inner} && ${condition} }`;
}

/** Takes a condition out of a query again. */
export function widened(query: string, condition: string): string {
  const single = /^\{([^{}]*)\}$/.exec(query.trim());
  if (!single) return query;
  const rest = parts(single[1]!.trim()).filter((part) => part !== condition);
  return rest.length === 0 ? "" : `{ ${rest.join(" && ")} }`;
}

/** Whether a query is one spanset with this condition among its parts. */
export function has(query: string, condition: string): boolean {
  const single = /^\{([^{}]*)\}$/.exec(query.trim());
  return single !== null && parts(single[1]!.trim()).includes(condition);
}

/** The parts of a conjunction; text in quotes stays whole. */
function parts(inner: string): string[] {
  const result: string[] = [];
  let part = "";
  for (const match of inner.matchAll(/"(?:[^"\\]|\\.)*"?|&&|[\s\S]/g)) {
    if (match[0] === "&&") {
      result.push(part.trim());
      part = "";
    } else {
      part += match[0];
    }
  }
  return [...result, part.trim()].filter(Boolean);
}
