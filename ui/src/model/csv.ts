/** Comma-separated values (RFC 4180) that a spreadsheet takes for text, never for a formula. */
export function csv(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function cell(value: unknown): string {
  const text = value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  const isFormula = /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text);
  return `"${isFormula ? "'" : ""}${text.replaceAll('"', '""')}"`;
}
