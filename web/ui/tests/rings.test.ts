// @vitest-environment node
import { expect, it } from "vitest";
import { cut } from "../src/parts/rings";

it("an edge on one side of the 180th meridian stays as it is", () => {
  const ring = [[10, 0], [20, 0], [20, 10], [10, 0]];
  expect(cut(ring)).toEqual([ring]);
});

it("an edge that crosses the 180th meridian is two, one on each side", () => {
  const parts = cut([[170, 0], [-170, 0], [-170, 10], [170, 10], [170, 0]]);
  expect(parts.map((part) => part.map(([x]) => x).sort((a, b) => a! - b!))).toEqual([
    [170, 170, 170, 180, 180],
    [-180, -180, -180, -170, -170],
  ]);
  for (const part of parts) expect(part.at(-1)).toEqual(part[0]);
});

it("an edge round the pole goes along the pole and closes", () => {
  const parts = cut([[-180, -70], [-90, -75], [0, -70], [90, -75], [179, -70], [-180, -70]]);
  for (const part of parts) expect(part.at(-1)).toEqual(part[0]);
  expect(parts.flat().some(([, y]) => y === -90)).toBe(true);
});
