import { beforeEach, describe, expect, it, vi } from "vitest";
import { startMap } from "../src/parts/map-start";
import { countriesStyle, tilesOf, tilesStyle } from "../src/parts/map-style";

const colours = { sea: "#eee", land: "#fff", border: "#aaa", ink: "#000" };

describe("the moving map", () => {
  beforeEach(() => {
    localStorage.clear();
    document.body.innerHTML = `<figure data-map data-points="nowhere:points" data-failed="The picture stays."><div class="canvas">
      <button type="button" data-map-start></button><svg data-picture><a href="#x" data-mark tabindex="0"><path></path></a><a href="#y" data-mark tabindex="-1"></a><g></g></svg></div><p data-map-told></p></figure>`;
    startMap(document.querySelector("figure")!);
  });

  const told = () => document.querySelector("[data-map-told]")!.textContent;

  it("leaves the picture and says so where it cannot be had", async () => {
    // There is no way to files and no WebGL here: what a reader without either meets.
    document.querySelector("button")!.click();
    await vi.waitFor(() => expect(told()).toBe("The picture stays."), 10_000);
    expect(document.querySelector("[data-picture]")!.hasAttribute("hidden")).toBe(false);
    expect(document.querySelector(".live")).toBeNull();
    expect(localStorage.getItem("marsad-map-moves")).toBeNull();
  });

  it("has a picture whose marks are walked by arrow keys", () => {
    const marks = [...document.querySelectorAll<SVGElement>("[data-mark]")];
    marks[0]!.focus();
    marks[0]!.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true }));
    expect(document.activeElement).toBe(marks[1]);
    expect(marks.map((mark) => mark.getAttribute("tabindex"))).toEqual(["-1", "0"]);
  });

  it("is asked for by a touch of the picture, not by one of a mark", () => {
    const touch = (selector: string) => document.querySelector(selector)!.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    touch("a path");
    expect(localStorage.getItem("marsad-map-moves")).toBeNull();
    touch("g");
    expect(localStorage.getItem("marsad-map-moves")).toBe("yes");
  });
});

describe("what lies under the marks", () => {
  it("is countries where no tiles are set", () => {
    const style = countriesStyle({ type: "FeatureCollection", features: [] }, colours);
    expect(style.layers.map((layer) => layer.id)).toEqual(["sea", "land", "borders"]);
  });

  it("is pictures or shapes as the address of the tiles tells", () => {
    expect(tilesOf("https://tiles.example/{z}/{x}/{y}.png", "me").kind).toBe("raster");
    expect(tilesOf("/tiles/{z}/{x}/{y}.pbf?v=2", "me").kind).toBe("vector");
  });

  it("draws of shapes only the layers that the set has", () => {
    const tiles = tilesOf("/tiles/{z}/{x}/{y}.mvt", "me");
    expect(tilesStyle(tiles, ["water", "roads", "pois"], colours).layers.map((layer) => layer.id)).toEqual(["ground", "water", "roads"]);
  });
});
