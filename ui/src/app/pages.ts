import { page as health } from "../screens/health";
import { page as home } from "../screens/home";
import { page as logs } from "../screens/logs";
import { page as pipelines } from "../screens/pipelines";
import { page as services } from "../screens/services";
import { page as sql } from "../screens/sql";
import { page as trace } from "../screens/trace";
import { page as traces } from "../screens/traces";
import type { Page } from "./page";

/** All pages, in the order of the navigation. */
export const pages: readonly Page[] = [
  home,
  traces,
  trace,
  services,
  logs,
  sql,
  pipelines,
  health,
];
