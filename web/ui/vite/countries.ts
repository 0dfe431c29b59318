import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Position } from "geojson";
import type { Plugin } from "vite";
import { ringsOf } from "../src/parts/rings.ts";

/** A country as the drawn map needs it: outer and inner edges alike, to be filled even-odd. */
export interface Country {
  name: string;
  rings: Position[][];
}

export type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** The least area of a bend that is kept, in square degrees, and how large the file may get: measured on countries-50m. */
const BEND = 0.0026;
export const MOST_BYTES = 800_000;
const DECIMALS = 2;

/** Reads the countries of Natural Earth, 1:50 million, from the npm package world-atlas. */
export function readWorld(): World {
  const path = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
  return JSON.parse(readFileSync(path, "utf8")) as World;
}

/** Draws each country in few points, by its ISO 3166 number, or by its name where it has none. */
export function drawCountries(world: World): Record<string, Country> {
  const countries: Record<string, Country> = {};
  const whole = feature(world, world.objects.countries).features;
  const fewer = simplify(presimplify(world), BEND) as World;
  feature(fewer, fewer.objects.countries).features.forEach((drawn, index) => {
    const name = drawn.properties.name;
    let rings = ringsOf(drawn).map(rounded).filter(isArea);
    // An island state may be smaller than a bend: it is drawn as it is.
    if (rings.length === 0) rings = ringsOf(whole[index]!).map(rounded).filter(isArea);
    if (rings.length === 0) return;
    const key = String(drawn.id ?? name);
    const known = countries[key];
    if (known) known.rings.push(...rings);
    else countries[key] = { name, rings };
  });
  return countries;
}

function isArea(ring: Position[]): boolean {
  return ring.length > 3;
}

function rounded(ring: Position[]): Position[] {
  const points: Position[] = [];
  for (const [longitude, latitude] of ring) {
    const point = [Number(longitude!.toFixed(DECIMALS)), Number(latitude!.toFixed(DECIMALS))];
    const last = points.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
  }
  return points;
}

/** Writes countries.json beside the scripts: the desk draws its maps of it on the server. */
export function countriesFile(): Plugin {
  return {
    name: "countries",
    apply: "build",
    generateBundle() {
      const source = JSON.stringify(drawCountries(readWorld()));
      if (source.length > MOST_BYTES) this.error(`countries.json has ${source.length} bytes: make BEND larger`);
      this.emitFile({ type: "asset", fileName: "countries.json", source });
    },
  };
}
