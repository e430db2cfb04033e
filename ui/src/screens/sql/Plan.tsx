import { useLoad } from "../../api/load";
import { cells, runSql } from "../../api/sql";
import { setParameters } from "../../app/location";
import { count, duration } from "../../model/format";
import { Answer } from "../../parts/Answer";
import { Text } from "../../parts/Text";

/** The steps that answer a statement; each takes its rows from those set in below it. */
export function Plan({ sql, isRun }: { sql: string; isRun: boolean }) {
  const found = useLoad(`plan ${isRun} ${sql}`, async (abort) => cells(await runSql(`EXPLAIN ${isRun ? "ANALYZE " : ""}${sql}`, 5_000, abort)));
  return (
    <section class="card" aria-label="Plan">
      <header>
        <h2>Plan</h2>
        <span class="soft small">{isRun ? "as it ran: rows that each step gave, and its work over all threads" : "expected, without running it"}</span>
        <span class="grow" />
        {!isRun && <button type="button" class="button" onClick={() => setParameters({ plan: "run" }, true)}>Run and measure</button>}
        <button type="button" class="button plain" onClick={() => setParameters({ plan: null }, true)}>Close</button>
      </header>
      <Answer of={found} doing="Planning the statement" lines={6}>
        {(steps) => {
          const most = Math.max(...steps.map((step) => Number(step.worked_ms ?? 0)), 1e-9);
          return (
            <div class="scroller">
              <table class="table plan">
                <thead>
                  <tr><th>Step</th><th class="number">{isRun ? "Rows" : "Rows expected"}</th>{isRun && <th class="number">Work</th>}<th>Detail</th></tr>
                </thead>
                <tbody>
                  {steps.map((step) => {
                    const name = String(step.step).trimStart();
                    const depth = (String(step.step).length - name.length) / 2;
                    const worked = Number(step.worked_ms ?? 0);
                    return (
                      <tr>
                        <td class="nowrap" style={{ paddingLeft: `${12 + Math.min(depth, 30) * 14}px` }}>{depth > 0 && <span class="faint" aria-hidden="true">└ </span>}{name}</td>
                        <td class="number">{count(Number(step.rows ?? step.expected_rows))}</td>
                        {isRun && <td class={`number nowrap ${worked > most * 0.3 && worked > 1 ? "plan-slow" : ""}`}>{worked > 0 ? duration(worked * 1e6) : "–"}</td>}
                        <td class="plan-detail small soft"><Text value={String(step.detail)} max={400} /></td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          );
        }}
      </Answer>
    </section>
  );
}
