// Edges of countries. In the file of the world an edge that crosses the 180th meridian leaps from one side of the map to
// the other; drawn as it is, it would lie across the whole map.
import type { Feature, MultiPolygon, Polygon, Position } from "geojson";

const HALF = 180;

/** Tells the edges of a country, outer and inner alike, each on one side of the 180th meridian. */
export function ringsOf(country: Feature): Position[][] {
  const shape = country.geometry as Polygon | MultiPolygon;
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  return polygons.flat().flatMap(cut);
}

/** Cuts an edge where it crosses the 180th meridian, and returns its parts. */
export function cut(ring: Position[]): Position[][] {
  const whole = unrolled(ring);
  const [west, east] = bounds(whole);
  if (west >= -HALF && east <= HALF) return [whole];
  const parts: Position[][] = [];
  for (let world = Math.ceil((west - HALF) / 360); world <= Math.floor((east + HALF) / 360); world++) {
    const middle = 360 * world;
    const right = half(whole, middle - HALF, 1);
    const part = half(right, middle + HALF, -1).map(([x, y]) => [x! - middle, y!]);
    if (part.length > 3) parts.push(part);
  }
  return parts;
}

function bounds(ring: Position[]): [number, number] {
  let [west, east] = [Infinity, -Infinity];
  for (const [x] of ring) [west, east] = [Math.min(west, x!), Math.max(east, x!)];
  return [west, east];
}

/** Goes on past the 180th meridian instead of leaping; an edge round the pole is led over it, so that it closes. */
function unrolled(ring: Position[]): Position[] {
  let turn = 0;
  const points = ring.map(([x, y], at) => {
    const leap = at === 0 ? 0 : x! - ring[at - 1]![0]!;
    if (leap > HALF) turn -= 360;
    else if (leap < -HALF) turn += 360;
    return [x! + turn, y!];
  });
  if (turn === 0) return points;
  const [first, last] = [points[0]!, points.at(-1)!];
  const pole = first[1]! < 0 ? -90 : 90;
  return [...points, [last[0]!, pole], [first[0]!, pole], first];
}

/** Keeps what of an edge lies on one side of a meridian (side 1: east of it), closed along the meridian. */
function half(ring: Position[], meridian: number, side: 1 | -1): Position[] {
  const kept: Position[] = [];
  const isKept = (point: Position) => (point[0]! - meridian) * side >= 0;
  for (let at = 1; at < ring.length; at++) {
    const [from, to] = [ring[at - 1]!, ring[at]!];
    if (isKept(from)) kept.push(from);
    if (isKept(from) !== isKept(to)) {
      const share = (meridian - from[0]!) / (to[0]! - from[0]!);
      kept.push([meridian, from[1]! + share * (to[1]! - from[1]!)]);
    }
  }
  return kept.length > 0 ? [...kept, kept[0]!] : [];
}
