// On every page: htmx, messages, forms and the buttons that need a script.
// Its settings are in <meta name="htmx-config"> of base.html.
import "htmx.org";
import { attach } from "./parts/attach";
import { watchExchanges } from "./parts/exchange";
import { copyLink, printPage } from "./parts/buttons";
import { keepDraft, forgetDrafts, sendOnce } from "./parts/forms";
import { keepPlace } from "./parts/language";

document.documentElement.classList.add("scripted");
watchExchanges();
attach("[data-print]", printPage);
attach("[data-copy-link]", copyLink);
attach("form[method='post' i]", sendOnce);
attach("form[data-draft]", keepDraft);
attach("form[data-sign-out]", forgetDrafts);
attach("a[hreflang]", keepPlace);
