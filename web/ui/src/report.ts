import { attach } from "./parts/attach";
import { joinWords } from "./parts/words";

attach("[data-report]", joinWords);
