// @vitest-environment node
import { describe, expect, it } from "vitest";
import { drawCountries, MOST_BYTES, readWorld } from "../vite/countries.ts";

const countries = drawCountries(readWorld());

describe("countries that the desk draws", () => {
  it("are named by their ISO number, and by their name where they have none", () => {
    expect(countries["760"]?.name).toBe("Syria");
    expect(countries["Kosovo"]?.name).toBe("Kosovo");
  });

  it("keep states that are smaller than what is left out", () => {
    expect(countries["336"]?.name).toBe("Vatican");
    expect(countries["462"]?.rings.length).toBeGreaterThan(0);
  });

  it("are closed rings of degrees with two decimals", () => {
    const isDegree = (value: number, most: number) => Math.abs(value) <= most && Number(value.toFixed(2)) === value;
    const isPoint = ([longitude, latitude]: number[]) => isDegree(longitude!, 180) && isDegree(latitude!, 90);
    const isClosed = (ring: number[][]) => String(ring[0]) === String(ring.at(-1));
    const wrong = Object.values(countries).filter(({ rings }) => !rings.every((ring) => isClosed(ring) && ring.every(isPoint)));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it("do not lie across the whole map where they cross the 180th meridian", () => {
    const leaps = (ring: number[][]) => ring.some(([x], at) => at > 0 && Math.abs(x! - ring[at - 1]![0]!) > 180);
    const leaping = Object.values(countries).filter(({ rings }) => rings.some(leaps));
    // The land round the pole ends at the edge of the map, along the pole.
    expect(leaping.map(({ name }) => name)).toEqual(["Antarctica"]);
  });

  it("are a file that the desk can read quickly", () => {
    expect(JSON.stringify(countries).length).toBeLessThanOrEqual(MOST_BYTES);
  });
});
