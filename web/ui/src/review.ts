import { attach } from "./parts/attach";
import { startReview } from "./parts/queue";

attach("[data-review]", startReview);
