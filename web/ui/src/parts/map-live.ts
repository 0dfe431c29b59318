// The map that moves. Loaded by map-start.ts when the reader wants it.
import * as maplibre from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import worldUrl from "world-atlas/countries-50m.json?url";
import type { Topology } from "topojson-specification";
import type { FeatureCollection, Position } from "geojson";
import { addMarks, SIZE, token } from "./map-marks";
import { countriesStyle, tilesOf, tilesStyle, type Colours } from "./map-style";

/** How many incidents at one spot a box on the map names; the list has them all. */
const NAMED = 12;
/** From this zoom on marks carry the names of their places. */
const NAMED_FROM = 6;

/** Opens the moving map in a figure and returns when it stands. */
export async function openMap(figure: HTMLElement, takesFocus: boolean): Promise<void> {
  maplibre.setWorkerUrl(new URL(workerUrl, import.meta.url).href);
  const [style, points] = await Promise.all([styleOf(figure), get<FeatureCollection>(figure.dataset["points"] ?? "")]);
  const canvas = figure.querySelector<HTMLElement>(".canvas")!;
  const place = document.createElement("div");
  place.className = "live waiting";
  canvas.append(place);
  try {
    const map = new maplibre.Map({
      container: place,
      style,
      bounds: boxOf(figure, points),
      fitBoundsOptions: { padding: 24, maxZoom: 9 },
      attributionControl: { compact: true },
      dragRotate: false,
      pitchWithRotate: false,
      locale: wordsOf(figure),
    });
    await loaded(map);
    map.touchZoomRotate.disableRotation();
    map.addControl(new maplibre.NavigationControl({ showCompass: false }), "bottom-right");
    zoomWhereUsed(map);
    addPoints(map, points);
    listen(map);
    // Until then the picture is seen.
    place.classList.remove("waiting");
    figure.querySelector("[data-picture]")?.setAttribute("hidden", "");
    if (takesFocus) map.getCanvas().focus();
    const theme = matchMedia("(prefers-color-scheme: dark)");
    theme.addEventListener("change", async () => {
      map.setStyle(await styleOf(figure), { diff: false });
      map.once("style.load", () => addPoints(map, points));
    });
  } catch (error) {
    place.remove();
    throw error;
  }
}

function loaded(map: maplibre.Map): Promise<void> {
  return new Promise((resolve, reject) => {
    map.once("load", () => resolve());
    // A tile that is missing is a hole in the map; anything else, and there is no map.
    map.on("error", (event) => {
      if (!("sourceId" in event) && !("tile" in event)) reject(event.error);
    });
  });
}

async function get<T>(address: string): Promise<T> {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return (await answer.json()) as T;
}

async function styleOf(figure: HTMLElement): Promise<maplibre.StyleSpecification> {
  const colours: Colours = { sea: token("sea"), land: token("land"), border: token("border"), ink: token("ink") };
  const address = figure.dataset["tiles"];
  const attribution = figure.dataset["attribution"] ?? "";
  if (!address) {
    const [world, { feature }] = await Promise.all([get<Topology>(new URL(worldUrl, import.meta.url).href), import("topojson-client")]);
    return countriesStyle(feature(world, world.objects["countries"]!) as FeatureCollection, colours);
  }
  if (!address.startsWith("pmtiles://")) return tilesStyle(tilesOf(address, attribution), null, colours);
  return archiveStyle(address, attribution, colours);
}

/** The style of an archive of tiles (PMTiles), which says by itself what it holds. */
async function archiveStyle(address: string, attribution: string, colours: Colours): Promise<maplibre.StyleSpecification> {
  const { PMTiles, Protocol, TileType } = await import("pmtiles");
  const protocol = new Protocol();
  maplibre.addProtocol("pmtiles", protocol.tile);
  const file = new URL(address.slice("pmtiles://".length), location.href).href;
  const archive = new PMTiles(file);
  protocol.add(archive);
  const header = await archive.getHeader();
  const metadata = (await archive.getMetadata()) as { vector_layers?: { id: string }[] };
  const kind = header.tileType === TileType.Mvt ? "vector" : "raster";
  const source = { type: kind, url: `pmtiles://${file}`, attribution } as maplibre.SourceSpecification;
  return tilesStyle({ kind, source }, metadata.vector_layers?.map((layer) => layer.id) ?? null, colours);
}

function addPoints(map: maplibre.Map, points: FeatureCollection): void {
  // As the server's picture sizes them: in pixels 10 and 3 more for each doubling of the incidents.
  const number: maplibre.ExpressionSpecification = ["max", 1, ["coalesce", ["get", "number"], 1]];
  const sized: maplibre.ExpressionSpecification = ["/", ["+", 10, ["*", 3, ["log2", number]]], SIZE];
  addMarks(map);
  map.addSource("points", { type: "geojson", data: points });
  map.addLayer({
    id: "points",
    type: "symbol",
    source: "points",
    layout: {
      "icon-image": ["concat", ["coalesce", ["get", "shape"], "plus"], "-", ["coalesce", ["get", "family"], "other"]],
      "icon-size": ["interpolate", ["linear"], ["zoom"], 2, ["*", 0.75, sized], 8, sized],
      // The few lie over the many, else nobody sees them.
      "symbol-sort-key": ["-", number],
      "icon-allow-overlap": true,
      // Drawn with the reader's own fonts: no file of letters is fetched.
      "text-field": ["step", ["zoom"], "", NAMED_FROM, ["coalesce", ["get", "place"], ""]],
      "text-font": ["sans-serif"],
      "text-size": 12,
      "text-anchor": "top",
      "text-offset": [0, 0.9],
      "text-optional": true,
    },
    paint: { "text-color": token("ink"), "text-halo-color": token("land"), "text-halo-width": 1.5 },
  });
}

function listen(map: maplibre.Map): void {
  map.on("click", "points", (event) => nameThem(map, event));
  map.on("mouseenter", "points", () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", "points", () => (map.getCanvas().style.cursor = ""));
}

/** Opens a box that names the incidents at a spot, each a link. Words are set as text: they come from reports. */
function nameThem(map: maplibre.Map, event: maplibre.MapLayerMouseEvent): void {
  const list = document.createElement("ul");
  list.className = "plain";
  for (const { properties } of event.features?.slice(0, NAMED) ?? []) {
    const link = document.createElement("a");
    link.href = String(properties["href"] ?? "#");
    link.dir = "auto";
    link.textContent = String(properties["label"] ?? "");
    const entry = document.createElement("li");
    entry.append(link);
    list.append(entry);
  }
  const more = (event.features?.length ?? 0) - NAMED;
  if (more > 0) list.append(Object.assign(document.createElement("li"), { textContent: `+ ${more}` }));
  new maplibre.Popup({ maxWidth: "22rem" }).setLngLat(event.lngLat).setDOMContent(list).addTo(map);
}

/** The wheel zooms only while the map has the focus: a reader who scrolls past it is not held. */
function zoomWhereUsed(map: maplibre.Map): void {
  const canvas = map.getCanvas();
  map.scrollZoom.disable();
  canvas.addEventListener("focus", () => map.scrollZoom.enable());
  canvas.addEventListener("blur", () => map.scrollZoom.disable());
}

function boxOf(figure: HTMLElement, points: FeatureCollection): maplibre.LngLatBoundsLike {
  const box = (figure.dataset["box"] ?? "").split(",").map(Number);
  if (box.length === 4 && box.every(Number.isFinite)) return box as [number, number, number, number];
  const bounds = new maplibre.LngLatBounds();
  for (const { geometry } of points.features) {
    if (geometry.type === "Point") bounds.extend(geometry.coordinates as Position as [number, number]);
  }
  return bounds.isEmpty() ? [-170, -55, 170, 75] : bounds;
}

function wordsOf(figure: HTMLElement): Record<string, string> {
  const words: Record<string, string> = { "Map.Title": figure.querySelector("figcaption")?.textContent ?? "" };
  const { zoomIn, zoomOut, close } = figure.dataset;
  if (zoomIn) words["NavigationControl.ZoomIn"] = zoomIn;
  if (zoomOut) words["NavigationControl.ZoomOut"] = zoomOut;
  if (close) words["Popup.Close"] = close;
  return words;
}
