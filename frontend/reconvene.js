// What pages do better with JavaScript. Nothing here is needed to use them.

import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// A link into what is folded opens it, where the browser does not do so itself.
function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folds = [];
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    folds.push(fold);
  }
  if (folds.some((fold) => !fold.open)) {
    folds.forEach((fold) => (fold.open = true));
    target.scrollIntoView();
  }
}
unfold();
addEventListener("hashchange", unfold);

// A page with a letter offers to print it; without scripts the browser's own menu does.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// The casework components are fetched only by the few pages that use one.
if (document.querySelector('[data-module^="moj-"]')) {
  const casework = await import("./moj-frontend.min.js");
  casework.initAll();
}
