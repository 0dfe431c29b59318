// Marks of the moving map: the shapes of the page's sprite, in the colours of the stylesheet.
import type { Map as LiveMap } from "maplibre-gl";

export const FAMILIES = ["fighting", "relief", "truce", "other"] as const;
/** How wide and high a shape is drawn. */
export const SIZE = 16;
const SCALE = 2;
const EDGE = 2;

/** Reads a token of the stylesheet, as it is in the reader's theme now. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Gives a map a picture for each shape in each family's colour, named SHAPE-FAMILY. */
export function addMarks(map: LiveMap): void {
  for (const symbol of document.querySelectorAll("symbol[id^='shape-']")) {
    const path = symbol.querySelector("path")?.getAttribute("d");
    if (!path) continue;
    for (const family of FAMILIES) {
      const name = `${symbol.id.slice("shape-".length)}-${family}`;
      if (map.hasImage(name)) map.removeImage(name);
      map.addImage(name, drawn(path, token(family)), { pixelRatio: SCALE });
    }
  }
}

function drawn(path: string, colour: string): ImageData {
  const side = (SIZE + 2 * EDGE) * SCALE;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const pen = canvas.getContext("2d")!;
  pen.scale(SCALE, SCALE);
  pen.translate(EDGE, EDGE);
  const shape = new Path2D(path);
  pen.lineWidth = EDGE;
  pen.lineJoin = "round";
  pen.strokeStyle = token("paper");
  pen.stroke(shape);
  pen.fillStyle = colour;
  pen.fill(shape, "evenodd");
  return pen.getImageData(0, 0, side, side);
}
