// What lies under the marks: countries from a file of the desk, or the tiles of a setting.
import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import type { Feature, FeatureCollection } from "geojson";
import { ringsOf } from "./rings";

export interface Colours {
  sea: string;
  land: string;
  border: string;
  ink: string;
}

/** What the tiles of a setting are. */
export type Tiles = { kind: "raster" | "vector"; source: SourceSpecification };

/** Tells from its address what a set of tiles is; an archive tells itself (see map-live.ts). */
export function tilesOf(address: string, attribution: string): Tiles {
  const kind = /\.(pbf|mvt)(\?|$)/.test(address) ? "vector" : "raster";
  const tiles = [address];
  if (kind === "vector") return { kind, source: { type: "vector", tiles, attribution, maxzoom: 14 } };
  return { kind, source: { type: "raster", tiles, attribution, tileSize: 256, maxzoom: 19 } };
}

/** The style of the offline map. Each edge is filled by itself: a country inside another is land as well. */
export function countriesStyle(countries: FeatureCollection, colours: Colours): StyleSpecification {
  const features = countries.features.flatMap(ringsOf).map(
    (ring): Feature => ({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } }),
  );
  const data: FeatureCollection = { type: "FeatureCollection", features };
  return {
    version: 8,
    sources: { countries: { type: "geojson", data, attribution: "Natural Earth" } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colours.sea } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": colours.land } },
      { id: "borders", type: "line", source: "countries", paint: { "line-color": colours.border, "line-width": 1 } },
    ],
  };
}

/**
 * The style of tiles. Vector tiles are drawn plainly: water, roads and borders by the layer names of OpenMapTiles,
 * Protomaps and Shortbread; layers that a set lacks are not drawn.
 */
export function tilesStyle(tiles: Tiles, layers: readonly string[] | null, colours: Colours): StyleSpecification {
  const ground: LayerSpecification = { id: "ground", type: "background", paint: { "background-color": colours.land } };
  const drawn: LayerSpecification[] =
    tiles.kind === "raster"
      ? [{ id: "tiles", type: "raster", source: "tiles" }]
      : PLAIN.filter(([name]) => layers === null || layers.includes(name)).map(([name, what]) => plain(name, what, colours));
  return { version: 8, sources: { tiles: tiles.source }, layers: [ground, ...drawn] };
}

const PLAIN: readonly (readonly [string, "water" | "line" | "border"])[] = [
  ["water", "water"],
  ["ocean", "water"],
  ["water_polygons", "water"],
  ["waterway", "line"],
  ["roads", "line"],
  ["transportation", "line"],
  ["streets", "line"],
  ["boundaries", "border"],
  ["boundary", "border"],
];

function plain(name: string, what: "water" | "line" | "border", colours: Colours): LayerSpecification {
  const from = { id: name, source: "tiles", "source-layer": name };
  if (what === "water") return { ...from, type: "fill", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colours.sea } };
  const paint = what === "border" ? { "line-color": colours.ink, "line-opacity": 0.5 } : { "line-color": colours.border };
  return { ...from, type: "line", paint };
}
