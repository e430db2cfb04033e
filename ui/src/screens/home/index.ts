import type { Page } from "../../app/page";

export const page: Page = { path: "", title: "Home", icon: "home", key: "h", load: () => import("./Home") };
