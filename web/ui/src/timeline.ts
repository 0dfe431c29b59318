import { attach } from "./parts/attach";
import { startTimeline } from "./parts/brush";

attach("[data-timeline]", startTimeline);
