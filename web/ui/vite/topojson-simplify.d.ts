// The package has no types of its own; these are the two functions that are used.
declare module "topojson-simplify" {
  import type { Topology } from "topojson-specification";
  export function presimplify<T extends Topology>(topology: T): T;
  export function simplify<T extends Topology>(topology: T, minWeight: number): T;
}
