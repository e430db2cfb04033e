import type { Page } from "../../app/page";

export const page: Page = {
  path: "sql",
  title: "SQL",
  icon: "sql",
  key: "q",
  language: "SQL",
  load: () => import("./Sql"),
};
