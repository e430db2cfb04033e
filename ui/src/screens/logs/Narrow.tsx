import type { LogCounts } from "../../api/logs";
import { count } from "../../model/format";
import { LEVELS, quotedTerm, withTerm } from "../../model/logFilter";
import { Service } from "../../parts/Service";
import { levelTotal } from "./sentence";

const MOST_SERVICES = 6;

interface Properties {
  data: LogCounts;
  filter: string;
  onSearch: (filter: string) => void;
}

/** The levels with their colours and counts; one narrows the filter. */
export function Levels({ data, filter, onSearch }: Properties) {
  const there = LEVELS.map((name, level) => ({ name, total: levelTotal(data, level) })).filter(({ name, total }) => total > 0 || filter.includes(`level:${name}`));
  return (
    <ul class="row wrap" aria-label="Levels">
      {there.reverse().map(({ name, total }) => {
        const isOn = new RegExp(`(^|\\s)level:${name}(\\s|$)`).test(filter);
        return (
          <li>
            <button type="button" class="button plain" aria-pressed={isOn} onClick={() => onSearch(withTerm(filter, /^-?level(:|>=)/, isOn ? "" : `level:${name}`))}>
              <i class={`log-swatch level-${name}`} aria-hidden="true" /> {name === "none" ? "no level" : name} <span class="faint">{count(total)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The services with most errors, then most lines. */
export function Services({ data, filter, onSearch }: Properties) {
  if (data.services.length === 0) return null;
  return (
    <ul class="row wrap" aria-label="Services">
      {data.services.slice(0, MOST_SERVICES).map(({ service, lines, errors }) => {
        const term = `service:${quotedTerm(service)}`;
        const isOn = filter.includes(term);
        return (
          <li>
            <button type="button" class="button plain" aria-pressed={isOn} onClick={() => onSearch(withTerm(filter, /^-?service:/, isOn ? "" : term))}>
              <Service name={service} /> <span class="faint">{count(lines)}</span>
              {errors > 0 && <span class="bad" title="errors">{count(errors)} errors</span>}
            </button>
          </li>
        );
      })}
      {data.services.length > MOST_SERVICES && <li class="small faint">and {data.services.length - MOST_SERVICES} more</li>}
    </ul>
  );
}
