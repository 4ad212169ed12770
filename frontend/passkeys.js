// Passkeys are the browser's own doing, so nothing of this works without JavaScript.
// A form brings what the browser is asked, and takes its answer back in a hidden box. Only the
// button for it does so; a form may have another, which sends it as it is.

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.querySelector("[data-needs-script]").hidden = true;
  const trouble = form.querySelector("[data-trouble]");
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    form.querySelector("[data-too-old]").hidden = false;
    continue;
  }
  form.querySelector("[data-press]").hidden = false;
  form.addEventListener("submit", async (event) => {
    if (!event.submitter?.matches("[data-press]")) return;
    event.preventDefault();
    trouble.textContent = "";
    try {
      form.elements.answer.value = JSON.stringify(await answered(form.dataset));
    } catch {
      trouble.textContent = trouble.dataset.trouble;
      return;
    }
    form.submit();
  });
}

async function answered({ passkey, options }) {
  const asked = JSON.parse(options);
  const credential =
    passkey === "new"
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked),
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked),
        });
  return credential.toJSON();
}
