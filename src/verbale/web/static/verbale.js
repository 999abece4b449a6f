/* Keys and highlights. Every page works without this script. */
(function () {
  "use strict";
  var cards = Array.prototype.slice.call(document.querySelectorAll(".card"));
  function light(card) {
    document.querySelectorAll("mark.lit").forEach(function (one) { one.classList.remove("lit"); });
    card.querySelectorAll(".quote a").forEach(function (link) {
      var name = link.getAttribute("href").slice(1);
      document.querySelectorAll("mark").forEach(function (mark) {
        if (mark.id === name || mark.getAttribute("data-of") === name) { mark.classList.add("lit"); }
      });
    });
    var first = document.querySelector("mark.lit");
    if (first) { first.scrollIntoView({ block: "center" }); }
  }
  cards.forEach(function (card) { card.addEventListener("focus", function () { light(card); }); });
  document.querySelectorAll(".text mark").forEach(function (mark) {
    mark.addEventListener("click", function (event) {
      var name = mark.id || mark.getAttribute("data-of");
      var link = document.querySelector('.quote a[href="#' + name + '"]');
      if (link) { event.stopPropagation(); link.closest(".card").focus(); }
    });
  });
  function go(step) {
    var here = cards.indexOf(document.activeElement && document.activeElement.closest(".card"));
    var next = cards[Math.min(cards.length - 1, Math.max(0, here + step))];
    if (next) { next.focus(); }
  }
  function open(place) {
    var card = document.activeElement && document.activeElement.closest(".card");
    var part = card && card.querySelectorAll("details")[place];
    if (part) { part.open = !part.open; }
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (/^(INPUT|SELECT|TEXTAREA|BUTTON|SUMMARY|A)$/.test(event.target.tagName)) { return; }
    if (event.key === "j") { go(1); }
    else if (event.key === "k") { go(-1); }
    else if (event.key === "e") { open(0); }
    else if (event.key === "w") { open(1); }
    else if (event.key === "Enter") { var link = event.target.querySelector(".quote a"); if (link) { link.click(); } }
  });
})();
