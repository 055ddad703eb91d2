// Brings the reader to what has to be put right, where the browser does not obey autofocus on a section.
document.addEventListener("DOMContentLoaded", function () {
  var target = document.querySelector("[data-focus]");
  if (target) {
    target.focus();
  }
});
