// What pages do better with JavaScript. Nothing here is needed to use them.

import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// The casework components are fetched only by the few pages that use one.
if (document.querySelector('[data-module^="moj-"]')) {
  const casework = await import("./moj-frontend.min.js");
  casework.initAll();
}
