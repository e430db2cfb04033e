import { layoutOf } from "./layout";

self.onmessage = (event: MessageEvent<string>) => {
  try {
    const layout = layoutOf(event.data);
    const { trace, tree, path, repeats } = layout;
    const columns = [trace, tree, path, repeats, trace.names, trace.services, trace.hosts].flatMap((part) => Object.values(part).filter(ArrayBuffer.isView));
    self.postMessage({ layout }, { transfer: [...new Set(columns.map((column) => column.buffer as ArrayBuffer))] });
  } catch (reason) {
    self.postMessage({ failure: reason instanceof Error ? reason.message : String(reason) });
  }
};
