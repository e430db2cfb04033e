import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { isAway, noticeAway, returns } from "../api/http";
import { useLoad } from "../api/load";
import { Empty, Problem, Skeleton } from "../parts/Answer";
import { Icon } from "../parts/Icon";
import { isDark, nextTheme, themeTurn } from "../parts/theme";
import { Failure } from "../api/failure";
import { ErrorBoundary } from "./ErrorBoundary";
import { Help } from "./Help";
import { moveRow, useShortcuts } from "./keys";
import { go, href, location, refresh } from "./location";
import { pages } from "./pages";
import type { Page, PageProperties } from "./page";
import { RangePicker } from "./RangePicker";
import { focusSearch, SearchBox } from "./SearchBox";

/** The frame around every page. */
export function App() {
  const isHelpOpen = useSignal(false);
  const listed = useListed();
  useShortcuts(
    useMemo(
      () => [
        { keys: "/", does: "Search", run: focusSearch },
        ...listed.map((page) => ({ keys: `g ${page.key}`, does: `Go to ${page.title}`, run: () => go(href(page.path)) })),
        { keys: "j", does: "Next row", run: () => moveRow(1) },
        { keys: "k", does: "Row before", run: () => moveRow(-1) },
        { keys: "r", does: "Newest data", run: refresh },
        { keys: "?", does: "These keys", run: () => (isHelpOpen.value = true) },
      ],
      [listed.length],
    ),
    listed.length,
  );
  return (
    <>
      <a class="skip" href="#main">Skip to the page</a>
      <div class="shell">
        <Navigation listed={listed} onHelp={() => (isHelpOpen.value = true)} />
        <div>
          <header class="bar">
            <SearchBox />
            <RangePicker />
          </header>
          {isAway.value && (
            <p class="away" role="status">
              <Icon name="alert" /> The server is away. Trying again until it answers; what is shown may be old.
            </p>
          )}
          <main class="main" id="main" tabIndex={-1}>
            <Current />
          </main>
        </div>
      </div>
      <Help isOpen={isHelpOpen} />
    </>
  );
}

/** The pages of the navigation: some are there only for what the server runs. */
function useListed(): readonly Page[] {
  const there = useLoad("there", (abort) => Promise.all(pages.map((page) => page.isThere?.(abort) ?? true)));
  return pages.filter((page, at) => page.key && (!page.isThere || there.data?.[at] === true));
}

function Navigation({ listed, onHelp }: { listed: readonly Page[]; onHelp: () => void }) {
  const dark = themeTurn.value >= 0 && isDark();
  const label = dark ? "Light theme" : "Dark theme";
  return (
    <nav class="nav" aria-label="Pages">
      <a class="brand" href={href(listed[0]?.path ?? "")} aria-label="Clew, first page">
        <Thread /> <span>Clew</span>
      </a>
      <ul>
        {listed.map((page) => (
          <li>
            <a href={href(page.path)} aria-current={location.value.page === page.path ? "page" : undefined}>
              <Icon name={page.icon} /> {page.title} <kbd aria-hidden="true">g {page.key}</kbd>
            </a>
          </li>
        ))}
      </ul>
      <div class="foot">
        <button type="button" class="button plain icon" aria-label={label} title={label} onClick={nextTheme}>
          <Icon name={dark ? "sun" : "moon"} />
        </button>
        <button type="button" class="button plain icon" aria-label="Keys (?)" title="Keys (?)" onClick={onHelp}>
          <Icon name="help" />
        </button>
      </div>
    </nav>
  );
}

function Thread() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" aria-hidden="true">
      <circle cx="9" cy="9" r="6.800" />
      <path d="M4 7c3.500-2.800 7-2.800 10 0M2.500 10.500c4-3.300 9-3.300 13 0M5 13.800c2.600-2 5.400-2 8 0M14.500 13c1.500 2.500 2 4 4 5" />
    </svg>
  );
}

/** The page of the address. */
function Current() {
  const { page: path, id } = location.value;
  const page = pages.find((candidate) => candidate.path === path) ?? (path === "" ? pages[0] : undefined);
  useEffect(() => {
    document.title = page ? `${page.title} · Clew` : "Clew";
  }, [page]);
  if (!page) {
    return (
      <Empty title="There is no such page">
        <a href={href(pages[0]!.path)}>Go to {pages[0]!.title}</a>
      </Empty>
    );
  }
  return (
    <ErrorBoundary key={page.path}>
      <Lazy page={page} id={id} />
    </ErrorBoundary>
  );
}

const fetched = new Map<Page, ComponentType<PageProperties>>();

/** The code of a page is fetched when it is opened, or before, while there is nothing else to do. */
async function fetchPage(page: Page): Promise<void> {
  if (!fetched.has(page)) fetched.set(page, (await page.load()).default);
}

/** Fetches the code of all pages, so that each opens at once and without a server too. */
async function fetchAhead(): Promise<void> {
  for (const page of pages) await fetchPage(page).catch(() => undefined);
}

const AHEAD_MILLIS = 3_000;

function Lazy({ page, id }: { page: Page; id: string | null }) {
  const turn = useSignal(0);
  const isGone = useSignal(false);
  const back = returns.value;
  useEffect(() => {
    // A browser may remember that code could not be fetched: only a new document asks again.
    if (isGone.value) window.location.reload();
    fetchPage(page).then(
      () => {
        turn.value++;
        setTimeout(() => void fetchAhead(), AHEAD_MILLIS);
      },
      () => {
        isGone.value = true;
        noticeAway();
      },
    );
  }, [page, back]);
  const Screen = turn.value >= 0 ? fetched.get(page) : undefined;
  if (Screen) return <Screen id={id} />;
  if (isGone.value) return <Problem failure={new Failure("away", `The page ${page.title} could not be fetched. It opens when the server is back.`)} />;
  return <Skeleton lines={8} />;
}
