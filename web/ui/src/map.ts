import { attach } from "./parts/attach";
import { startMap } from "./parts/map-start";

attach("[data-map]", startMap);
