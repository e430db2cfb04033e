import { Failure } from "../../api/failure";
import { traceText } from "../../api/traceShape";
import { type Layout, layoutOf } from "./layout";

/** Below this many characters a worker takes longer to start than the layout to be made. */
const SMALL = 300_000;

/** Fetches a trace and lays it out, large ones beside the page. */
export async function loadLayout(id: string, abort: AbortSignal): Promise<Layout> {
  const text = await traceText(id, abort);
  return text.length < SMALL ? layoutOf(text) : besides(text, abort);
}

function besides(text: string, abort: AbortSignal): Promise<Layout> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    abort.addEventListener("abort", () => worker.terminate());
    worker.onmessage = (event: MessageEvent<{ layout?: Layout; failure?: string }>) => {
      worker.terminate();
      if (event.data.layout) done(event.data.layout);
      else failed(new Failure("broken", event.data.failure ?? "The layout failed."));
    };
    worker.onerror = () => failed(new Failure("broken", "The layout of the trace failed."));
    worker.postMessage(text);
  });
}
