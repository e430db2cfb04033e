import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

const SPARE = 12;

export interface RowsInView {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly first: number;
  /** The row after the last. */
  readonly last: number;
  onScroll(): void;
  /** Scrolls so that a row can be seen. */
  show(row: number): void;
}

/** Which of many rows of one height can be seen in a scrolling box, and a few around them. */
export function useRowsInView(size: number, rowHeight: number): RowsInView {
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setHeight(entry!.contentRect.height));
    observer.observe(scroller.current!);
    return () => observer.disconnect();
  }, []);
  const first = Math.min(size, Math.max(0, Math.floor(top / rowHeight) - SPARE));
  return {
    scroller,
    first,
    last: Math.min(size, Math.ceil((top + height) / rowHeight) + SPARE),
    onScroll: () => setTop(scroller.current!.scrollTop),
    show: (row) => {
      const box = scroller.current!;
      const at = row * rowHeight;
      if (at < box.scrollTop) box.scrollTop = at;
      else if (at > box.scrollTop + box.clientHeight - 2 * rowHeight) box.scrollTop = at - box.clientHeight + 3 * rowHeight;
    },
  };
}
