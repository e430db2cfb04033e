import { layoutOf } from "./layout";

self.onmessage = (event: MessageEvent<string>) => {
  try {
    self.postMessage({ layout: layoutOf(event.data) });
  } catch (reason) {
    self.postMessage({ failure: reason instanceof Error ? reason.message : String(reason) });
  }
};
