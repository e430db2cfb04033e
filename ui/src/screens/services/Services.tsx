import { useLoad } from "../../api/load";
import { type WorkList, work } from "../../api/overview";
import { serviceMap } from "../../api/serviceMap";
import { here, href, setParameters, timeWindow } from "../../app/location";
import { changeOf, isWholeBefore, knownSeconds, shareOf, worstOf } from "../../model/change";
import { percent, plural, rate } from "../../model/format";
import { graphOf } from "../../model/serviceMap";
import { visible } from "../../model/text";
import { Answer, Empty } from "../../parts/Answer";
import { Head } from "../../parts/Head";
import { Service } from "../../parts/Service";
import { Choice } from "../../parts/Tabs";
import { Text } from "../../parts/Text";
import { Calls } from "./Calls";
import { MapView } from "./MapView";
import { ofOperation, ofService } from "./doors";
import { time, WorkTable } from "./WorkTable";
import { type Past, shown, view, type View } from "./view";
import "./services.css";

const STEPS = 40;

/** Services: how they are, what each does, and who calls whom. */
export default function Services() {
  const shows = view();
  const window = timeWindow.value;
  const key = `${window.start} ${window.end}`;
  const services = useLoad(`services ${key}`, (abort) => work({ ...window, steps: STEPS }, abort));
  const map = useLoad(shows.isMap ? `map ${key}` : null, (abort) => serviceMap(window, abort));
  const graph = map.data && graphOf(map.data.edges, services.data?.items.filter(({ now }) => now.count > 0).map(({ name }) => name) ?? []);
  const seconds = knownSeconds(window, services.data?.items ?? []);
  const past = pastOf(services.data, window);
  const selected = services.data?.items.find(({ name }) => name === shows.service);
  const operations = shows.service && <Operations service={shows.service} seconds={seconds} past={past} shows={shows} />;
  return (
    <>
      <Head answer={services.data ? (selected ? serviceSentence(selected, seconds, past) : sentence(services.data, seconds)) : "Services"} below={selected ? null : services.data ? <Below data={services.data} past={past} /> : "\u00a0"}>
        <Choice label="View" value={shows.isMap ? "map" : "table"} options={[["table", "Table"], ["map", "Map"]]} onChange={(next) => setParameters({ view: next === "map" ? "map" : null })} />
      </Head>
      {!shows.isMap && operations}
      {shows.isMap ? (
        <>
          <section class="card" aria-label="Map of services">
            <Answer of={map} doing="Following calls" lines={14}>
              {() => (graph!.nodes.length === 0 ? <Nothing /> : <MapView graph={graph!} seconds={seconds} selected={shows.service} />)}
            </Answer>
          </section>
          {operations}
          {graph && graph.edges.length > 0 && (
            <section class="card" aria-label="Calls">
              <header><h2>Calls</h2><span class="soft small">{map.data!.isTruncated ? "those of most calls" : "all edges of the map"}</span></header>
              <Calls graph={graph} seconds={seconds} />
            </section>
          )}
        </>
      ) : (
        <section class="card" aria-label="Services">
          <header>
            <h2>Services</h2>
            <span class="grow" />
            <Filter value={shows.filter} />
          </header>
          <Answer of={services} doing="Counting services" lines={12}>
            {(data) => (data.items.length === 0 ? <Nothing /> : <Table data={data} seconds={seconds} past={past} shows={shows} />)}
          </Answer>
        </section>
      )}
    </>
  );
}

function Table({ data, seconds, past, shows }: { data: WorkList; seconds: number; past: Past; shows: View }) {
  const items = shown(data.items, shows);
  if (items.length === 0) return <Empty title="No service has this in its name" />;
  return (
    <>
      <WorkTable
        label="Services"
        what="Service"
        items={items}
        seconds={seconds}
        past={past}
        view={shows}
        selected={shows.service}
        name={({ name }) => <a data-row href={here({ service: name === shows.service ? null : name })}><Service name={name} /></a>}
        more={({ name }) => <a href={href("traces", null, { q: ofService(name) })} aria-label={`Traces of ${name}`}>Traces</a>}
      />
      {data.isTruncated && <p class="services-note soft small">The 500 with most requests; there are more.</p>}
    </>
  );
}

/** What a service does, a line an operation; each a door to its traces. */
function Operations({ service, seconds, past, shows }: { service: string; seconds: number; past: Past; shows: View }) {
  const window = timeWindow.value;
  const operations = useLoad(`operations ${service} ${window.start} ${window.end}`, (abort) => work({ ...window, steps: STEPS, service }, abort));
  return (
    <section class="card" aria-label="Operations">
      <header>
        <h2><Service name={service} /></h2>
        <span class="soft small">its operations</span>
        <span class="grow" />
        <a class="button" href={href("traces", null, { q: ofService(service) })}>Traces</a>
        <a class="button plain" href={here({ service: null })}>All services</a>
      </header>
      <Answer of={operations} doing="Counting operations" lines={8}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title="This service sent nothing in this time" />
          ) : (
            <>
              <WorkTable
                label="Operations"
                what="Operation"
                items={shown(data.items, { ...shows, filter: "" })}
                seconds={seconds}
                past={past}
                view={shows}
                name={({ name, kind }) => (
                  <a data-row class="cut" href={href("traces", null, { q: ofOperation(service, name, kind) })}>
                    <Text value={name} max={100} /> <span class="faint small">{kind}</span>
                  </a>
                )}
              />
              {data.isTruncated && <p class="services-note soft small">The 500 with most spans; there are more.</p>}
            </>
          )
        }
      </Answer>
    </section>
  );
}

function Filter({ value }: { value: string }) {
  return <input class="field" type="search" placeholder="Filter by name" aria-label="Filter services by name" value={value} onInput={(event) => setParameters({ find: event.currentTarget.value }, true)} />;
}

function Nothing() {
  return (
    <Empty title="No service sent anything in this time">
      <p>Look at a longer time, or see <a href={href("")}>Home</a> for how to send data.</p>
    </Empty>
  );
}

function pastOf(data: WorkList | undefined, window: { start: number; end: number }): Past {
  if (!data?.items.some(({ before }) => before.count > 0)) return "none";
  return isWholeBefore(window, data.oldestMs) ? "whole" : "part";
}

function sentence({ items }: WorkList, seconds: number): string {
  const active = items.filter(({ now }) => now.count > 0);
  if (active.length === 0) return "No service sent anything in this time";
  const calls = active.reduce((sum, { now }) => sum + now.count, 0);
  const failing = active.filter(({ now }) => shareOf(now) >= 0.01).length;
  return `${plural(active.length, "service")}, requests ${rate(calls / seconds)} in all; ${failing === 0 ? "none fails 1 % or more" : `${failing} ${failing === 1 ? "fails" : "fail"} 1 % or more`}`;
}

function serviceSentence({ name, now, before }: WorkList["items"][number], seconds: number, past: Past): string {
  const change = changeOf(now, before, past === "whole");
  const against = past !== "none" ? `; against before: ${change.text}` : "";
  return `${visible(name, 80)}: ${rate(now.count / seconds)}, ${percent(shareOf(now))} fail, p50 ${time(now.p50)}, p99 ${time(now.p99)}${against}`;
}

function Below({ data, past }: { data: WorkList; past: Past }) {
  const worst = worstOf(data.items, past === "whole");
  const part = past === "part" ? "Of the window before there is data of a part only. " : "";
  const work = `${part}Counted are spans that take work on: of kind server or consumer, or without a parent.`;
  if (!worst) return <>{work}</>;
  return (
    <>
      Look first at <a href={here({ service: worst.service.name })}><Text value={worst.service.name} max={60} /></a>: {worst.why}. <span class="faint">{work}</span>
    </>
  );
}
