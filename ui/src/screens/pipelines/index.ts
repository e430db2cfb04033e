import { isConfigured } from "../../api/pipelines";
import type { Page } from "../../app/page";

export const page: Page = {
  path: "pipelines",
  title: "Pipelines",
  icon: "pipeline",
  key: "p",
  isThere: isConfigured,
  load: () => import("./Pipelines"),
};
