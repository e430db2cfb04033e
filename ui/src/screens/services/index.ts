import type { Page } from "../../app/page";

export const page: Page = { path: "services", title: "Services", icon: "services", key: "s", load: () => import("./Services") };
