import type { Page } from "../../app/page";

export const page: Page = {
  path: "logs",
  title: "Logs",
  icon: "logs",
  key: "l",
  load: () => import("./Logs"),
};
