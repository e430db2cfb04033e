import type { Page } from "../../app/page";

export const page: Page = {
  path: "health",
  title: "Instrumentation",
  icon: "health",
  key: "n",
  load: () => import("./Health"),
};
