import type { ComponentType } from "preact";
import type { IconName } from "../parts/Icon";

/** A page of the UI; `screens/<path>/index.ts` exports one, `app/pages.ts` lists it. */
export interface Page {
  /** First segment of the address; empty for home. */
  readonly path: string;
  readonly title: string;
  readonly icon: IconName;
  /** Letter that opens it after `g`; pages without one are not in the navigation. */
  readonly key?: string;
  /** Whether there is something to see; a page without stands in the navigation always. */
  isThere?(abort: AbortSignal): Promise<boolean>;
  /** The language its `q` parameter is in, as the search box tells it. */
  readonly language?: "TraceQL" | "SQL" | "LogQL" | "PromQL";
  /** Its code is fetched when it is first opened. */
  load(): Promise<{ default: ComponentType<PageProperties> }>;
}

export interface PageProperties {
  /** Second segment of the address. */
  readonly id: string | null;
}
