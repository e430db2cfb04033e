import type { Page } from "../../app/page";

export const page: Page = {
  path: "trace",
  title: "Trace",
  icon: "traces",
  load: () => import("./Trace"),
};
