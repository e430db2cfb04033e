/** Where a picture is looked at: a shift in pixels and a scale. */
export interface PanZoom {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Area {
  readonly width: number;
  readonly height: number;
}

const LEAST = 0.1;
const MOST = 3;

/** All of a picture in a frame, in its middle, not larger than life. */
export function fitted(picture: Area, frame: Area, margin: number): PanZoom {
  const scale = Math.min(1, (frame.width - 2 * margin) / Math.max(1, picture.width), (frame.height - 2 * margin) / Math.max(1, picture.height));
  const bounded = Math.max(LEAST, scale);
  return { x: (frame.width - picture.width * bounded) / 2, y: (frame.height - picture.height * bounded) / 2, scale: bounded };
}

/** Larger or smaller by a factor; what is at a place of the frame stays there. */
export function zoomed(at: PanZoom, factor: number, x: number, y: number): PanZoom {
  const scale = Math.min(MOST, Math.max(LEAST, at.scale * factor));
  const ratio = scale / at.scale;
  return { x: x - (x - at.x) * ratio, y: y - (y - at.y) * ratio, scale };
}

/** Reads `x_y_scale` of an address; null for anything else. */
export function parsePanZoom(text: string): PanZoom | null {
  const found = /^(-?\d{1,6})_(-?\d{1,6})_(\d(?:\.\d{1,3})?)$/.exec(text);
  if (!found) return null;
  const scale = Number(found[3]);
  return scale >= LEAST && scale <= MOST ? { x: Number(found[1]), y: Number(found[2]), scale } : null;
}

export function panZoomText({ x, y, scale }: PanZoom): string {
  return `${Math.round(x)}_${Math.round(y)}_${Number(scale.toFixed(3))}`;
}
