import type { Page } from "../../app/page";

export const page: Page = {
  path: "traces",
  title: "Traces",
  icon: "traces",
  key: "t",
  language: "TraceQL",
  load: () => import("./Traces"),
};
