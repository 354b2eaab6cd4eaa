"use strict";
(function () {
  var config = {
    responsive: true,
    displaylogo: false,
    displayModeBar: "hover",
    modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d", "toImage"],
  };
  var plain = { displayModeBar: false };

  function draw(place) {
    // What a phone does not show is not drawn either.
    if (place.dataset.drawn || !place.getClientRects().length) return;
    place.dataset.drawn = "yes";
    var source = document.querySelector('script[data-figure="' + place.id + '"]');
    var figure = JSON.parse(source.textContent);
    place.textContent = "";
    figure.layout.autosize = true;
    delete figure.layout.width;
    if (place.dataset.map) netlensMap(place, figure, Object.assign({}, config, plain));
    else Plotly.newPlot(place, figure.data, figure.layout, config);
  }

  var places = Array.prototype.slice.call(document.querySelectorAll("div.figure"));

  if ("IntersectionObserver" in window) {
    var watcher = new IntersectionObserver(
      function (entries) {
        entries.forEach(function (entry) {
          if (entry.isIntersecting) {
            watcher.unobserve(entry.target);
            draw(entry.target);
          }
        });
      },
      { rootMargin: "600px" },
    );
    places.forEach(function (place) {
      watcher.observe(place);
    });
  } else {
    places.forEach(draw);
  }

  document.querySelectorAll("button.copy").forEach(function (button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var words = button.parentNode.querySelector(".words");
      var parts = Array.prototype.map.call(words.querySelectorAll("p"), function (part) {
        return part.textContent;
      });
      navigator.clipboard.writeText(parts.join("\n\n")).then(function () {
        button.textContent = "Copied";
      });
    });
  });

  var opened = [];
  window.addEventListener("beforeprint", function () {
    places.forEach(draw);
    opened = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (details) {
      details.open = true;
    });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (details) {
      details.open = false;
    });
  });
})();
