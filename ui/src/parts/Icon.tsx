const PATHS = {
  home: "M2.5 7.5 8 3l5.500 4.500M4 6.500V13h8V6.500",
  traces: "M2 4h7M5 8h9M7 12h5",
  services: "M3 3h4v4H3zM9 9h4v4H9zM7 5h4v4",
  logs: "M3 3.500h10M3 6.500h10M3 9.500h7M3 12.500h9",
  sql: "M3 4c0-2 10-2 10 0v8c0 2-10 2-10 0zM3 4c0 2 10 2 10 0M3 8c0 2 10 2 10 0",
  health: "M1.500 8h3l2-5 3 10 2-5h3",
  alert: "M8 2.500 14 13H2zM8 6.500v3M8 11.300v.2",
  incident: "M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4z",
  metrics: "M2 13V3M2 13h12M4.500 10l3-4 2.500 2.500L13.500 4",
  pipeline: "M2 8h3M11 8h3M5 5h6v6H5z",
  search: "M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM10.500 10.500 14 14",
  clock: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.800V8l2.200 1.500",
  refresh: "M13 8a5 5 0 1 1-1.500-3.600M12 1.800v3H9",
  sun: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1",
  moon: "M13.500 9.500A6 6 0 0 1 6.500 2.500a6 6 0 1 0 7 7z",
  help: "M6 6a2 2 0 1 1 2.800 1.900c-.6.300-.8.700-.8 1.400M8 11.500v.2M8 1.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13z",
  copy: "M6 6h7v7H6zM10 6V3H3v7h3",
  close: "M4 4l8 8M12 4l-8 8",
  right: "M6 3.500 10.500 8 6 12.500",
  down: "M3.500 6 8 10.500 12.500 6",
  link: "M7 9.500a3 3 0 0 0 4.200 0l2-2A3 3 0 0 0 9 3.300l-.8.8M9 6.500a3 3 0 0 0-4.200 0l-2 2A3 3 0 0 0 7 12.700l.8-.8",
} as const;

export type IconName = keyof typeof PATHS;

/** A small drawing beside a word; never alone without a label on its owner. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
