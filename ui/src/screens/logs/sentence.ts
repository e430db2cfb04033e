import type { LogCounts } from "../../api/logs";
import { count, percent, plural } from "../../model/format";
import { LEVELS } from "../../model/logFilter";
import { visible } from "../../model/text";

export function levelTotal(data: LogCounts, level: number): number {
  return data.counts[level]!.reduce((sum, many) => sum + many, 0);
}

/** What the records say at large: how many, how many of them errors, and from where. */
export function answerOf(data: LogCounts, isFiltered: boolean): string {
  if (data.total === 0) return isFiltered ? "No line matches the filter in this time" : "No log records in this time";
  const errors = levelTotal(data, LEVELS.indexOf("error")) + levelTotal(data, LEVELS.indexOf("fatal"));
  const from = data.services.length === 1 ? ` from ${name(data.services[0]!.service)}` : ` from ${data.services.length} services`;
  const many = `${plural(data.total, "line")}${from}`;
  const warnings = levelTotal(data, LEVELS.indexOf("warn"));
  if (errors === 0) return `${many}, no errors${warnings > 0 ? `, ${plural(warnings, "warning")} (${percent(warnings / data.total)})` : ""}`;
  const worst = data.services[0]!;
  const where = data.services.length === 1 ? "" : worst.errors === errors ? `, all from ${name(worst.service)}` : `, ${percent(worst.errors / errors)} of them from ${name(worst.service)}`;
  return `${many}, ${errors === 1 ? "1 error" : `${count(errors)} errors`} (${percent(errors / data.total)})${where}`;
}

function name(service: string): string {
  return service ? visible(service, 60) : "a service without a name";
}
