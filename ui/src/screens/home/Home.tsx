import { useEffect } from "preact/hooks";
import { type Loaded, useLoad } from "../../api/load";
import { type Logins, logins as loadLogins, newestErrors, type WorkList, work } from "../../api/overview";
import { href, now, range, timeWindow } from "../../app/location";
import { coveredSeconds, isWholeBefore, verdict, worstOf } from "../../model/change";
import { count, rate } from "../../model/format";
import { Answer } from "../../parts/Answer";
import { Head } from "../../parts/Head";
import { Text } from "../../parts/Text";
import { Errors } from "./Errors";
import { NoData } from "./NoData";
import { ClewItself } from "./ClewItself";
import { Plots } from "./Plots";
import "./home.css";

const STEPS = 60;
const RENEWED_MILLIS = 30_000;

/** How logins are: in a sentence, over time, and what fails. */
export default function Home() {
  const window = timeWindow.value;
  const key = `${window.start} ${window.end}`;
  const logins = useLoad(`logins ${key}`, (abort) => loadLogins({ ...window, steps: STEPS }, abort));
  const services = useLoad(`work ${key}`, (abort) => work({ ...window, steps: STEPS }, abort));
  const errors = useLoad(`errors ${key}`, (abort) => newestErrors({ ...window, limit: 10 }, abort));
  useRenewal();
  const isEmpty = logins.data !== undefined && !logins.isStale && logins.data.now.requests.count + logins.data.now.logins.count === 0 && services.data?.items.every((service) => service.now.count === 0) === true;
  return (
    <>
      <Head answer={logins.data ? sentence(logins.data) : "Logins"} below={logins.data ? !isEmpty && <Below logins={logins.data} services={services} /> : "\u00a0"} />
      {isEmpty ? (
        <NoData />
      ) : (
        <section aria-label="Over time">
          {logins.data ? <Answer of={logins} doing="Counting logins">{(data) => <Plots data={data} />}</Answer> : <div class="card home-waiting"><Answer of={logins} doing="Counting logins" lines={9}>{() => null}</Answer></div>}
        </section>
      )}
      <div class="home-body">
        {!isEmpty && (
          <section class="card" aria-label="Newest errors">
            <header><h2>Newest errors</h2><span class="soft small">where each began</span></header>
            <Answer of={errors} doing="Looking for errors" lines={8}>{(data) => <Errors errors={data} />}</Answer>
          </section>
        )}
        <ClewItself />
      </div>
    </>
  );
}

/** A range that ends now is asked anew now and then, while somebody looks. */
function useRenewal(): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (range.value.kind === "last" && document.visibilityState === "visible") now.value = Date.now();
    }, RENEWED_MILLIS);
    return () => clearInterval(timer);
  }, []);
}

function sentence(data: Logins): string {
  const hasLogins = data.now.logins.count + data.before.logins.count > 0;
  const what = hasLogins ? "Logins" : "Requests";
  const [at, before] = hasLogins ? [data.now.logins, data.before.logins] : [data.now.requests, data.before.requests];
  if (at.count === 0) return before.count === 0 ? "No requests in this time" : `No ${what.toLowerCase()} in this time; ${count(before.count)} in the time before`;
  return verdict(what, rate(at.count / seconds(data)), at, before, isWhole(data));
}

export function seconds(data: Logins): number {
  return coveredSeconds(data, { oldestMs: data.now.oldestMs, count: data.now.requests.count + data.now.logins.count }, data.before.requests.count + data.before.logins.count > 0);
}

/** Whether rates can be compared with the window before. */
export function isWhole(data: Logins): boolean {
  return isWholeBefore({ start: data.fromMs / 1_000, end: data.toMs / 1_000 }, data.before.oldestMs);
}

function Below({ logins, services }: { logins: Logins; services: Loaded<WorkList> }) {
  const hasBefore = logins.before.requests.count + logins.before.logins.count > 0;
  const isLogin = logins.now.logins.count + logins.before.logins.count > 0;
  const worst = services.data ? worstOf(services.data.items, isWhole(logins)) : null;
  return (
    <>
      {!hasBefore && "There is nothing before this window to compare with. "}
      {hasBefore && !isWhole(logins) && "Of the window before there is data of a part only. "}
      {!isLogin && "No span tells of a login, so these are requests. "}
      {worst ? (
        <>
          Look first at <a href={href("services", null, { service: worst.service.name })}><Text value={worst.service.name} max={60} /></a>: {worst.why}.
        </>
      ) : (
        services.data && "No service stands out."
      )}
    </>
  );
}
