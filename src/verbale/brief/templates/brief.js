/* Without this script every link still works; it only lights all pieces of a quotation that is marked in several. */
(function () {
  function light() {
    var name = decodeURIComponent(location.hash.slice(1));
    document.querySelectorAll("mark.lit").forEach(function (one) { one.classList.remove("lit"); });
    document.querySelectorAll("mark[data-of]").forEach(function (one) {
      if (name && one.getAttribute("data-of") === name) { one.classList.add("lit"); }
    });
  }
  addEventListener("hashchange", light);
  light();
})();
