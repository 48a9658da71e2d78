(function () {
  var tip = document.getElementById("tip");
  function show(event) {
    var of = event.target.closest("[data-tip]");
    if (!of) { tip.style.display = "none"; return; }
    tip.textContent = of.getAttribute("data-tip");
    tip.style.display = "block";
    var box = of.getBoundingClientRect();
    var x = event.clientX || box.right, y = event.clientY || box.top;
    tip.style.left = Math.min(x + 12, window.innerWidth - tip.offsetWidth - 8) + "px";
    tip.style.top = Math.max(8, y - tip.offsetHeight - 12) + "px";
  }
  document.addEventListener("mousemove", show);
  document.addEventListener("focusin", show);
}());
