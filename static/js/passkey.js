/* Ties a form to the sign-in library's passkey functions. The form says which one:
   data-passkey="loginForm|addForm|authenticateForm", data-button and data-credential (ids of what it holds),
   data-options (id of the JSON from the server) and data-passwordless where there is a choice.
   Where the browser has no passkeys, or the reader stops, the sentence in data-problem is shown. */
(function () {
  "use strict";

  function start(form) {
    var said = form.dataset;
    var ids = { credential: said.credential, data: said.options };
    if (said.passwordless) ids.passwordless = said.passwordless;
    ids[{ loginForm: "login", addForm: "add", authenticateForm: "authenticate" }[said.passkey]] = said.button;
    window.allauth.webauthn.forms[said.passkey]({ ids: ids });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var forms = document.querySelectorAll("form[data-passkey]");
    Array.prototype.forEach.call(forms, start);
  });

  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    Array.prototype.forEach.call(document.querySelectorAll("[data-passkey-problem]"), function (place) {
      place.textContent = place.dataset.passkeyProblem;
      place.hidden = false;
    });
  });
})();
