"use strict";
// The map on the page: find a person, see whom they are tied to, filter by circle and by goal.
window.netlensMap = (function () {
  const GOLDEN = Math.PI * (3 - Math.sqrt(5));
  const FIRST = 12;
  const NEXT = 48;
  const FADED = 0.2;

  function count(number) {
    return number.toLocaleString("en");
  }

  function make(tag, parts, attributes) {
    const element = document.createElement(tag);
    element.append(...(parts || []));
    Object.assign(element, attributes || {});
    return element;
  }

  // Plotly reads a small HTML dialect: a name must be no part of it.
  function escape(text) {
    const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", $: "＄" };
    return text.replace(/[&<>$]/g, (sign) => signs[sign]).replace(/%\{/g, "%\u2060{");
  }

  // Who is who: people are numbered region by region, those who are drawn first.
  function read(figure) {
    const meta = figure.layout.meta.map;
    const dots = figure.data.find((trace) => trace.name === "dots");
    const region = [];
    const position = new Map(dots.customdata.map((number, at) => [number, at]));
    const hidden = [];
    meta.regions.forEach(function (here, at) {
      for (let k = 0; k < here.here; k += 1) {
        hidden.push(k - here.shown);
        region.push(at);
      }
    });
    const unusual = new Map(meta.unusual);
    const tied = new Map();
    function tie(one, other, basis) {
      if (!tied.has(one)) tied.set(one, []);
      tied.get(one).push({ who: other, basis: basis });
    }
    Object.keys(meta.pairs).forEach(function (basis) {
      meta.pairs[basis].forEach(function (row) {
        row.slice(1).forEach(function (other) {
          tie(row[0], other, basis);
          tie(other, row[0], basis);
        });
      });
    });
    return {
      meta: meta,
      region: region,
      position: position,
      isNamed: (who) => meta.names[who] !== null,
      // Off limits: counted, never named.
      name: (who) => (meta.names[who] === null ? meta.style.unnamed : meta.names[who]),
      about: (who) => (position.has(who) ? meta.about[position.get(who)] : ""),
      observable: (who) => (unusual.has(who) ? unusual.get(who) : meta.usual),
      tied: function (who) {
        const rows = tied.get(who) || [];
        return rows.slice().sort((a, b) => a.who - b.who);
      },
      // Whoever is not drawn stands on the rim of their region.
      spot: function (who) {
        if (position.has(who)) return [dots.x[position.get(who)], dots.y[position.get(who)]];
        const home = meta.regions[region[who]];
        if (home.radius) {
          const angle = hidden[who] * GOLDEN;
          return [home.x + home.radius * Math.cos(angle), home.y + home.radius * Math.sin(angle)];
        }
        const share = ((hidden[who] * GOLDEN) / (2 * Math.PI)) % 1;
        return [home.x + (share - 0.5) * home.width * 0.96, home.y - home.height / 2];
      },
    };
  }

  // What a choice lights up: people, and lines between them.
  function choose(map, state) {
    if (state.person !== null) {
      const rows = map.tied(state.person);
      return { people: rows.map((row) => row.who), rows: rows, held: new Set(), likely: new Set() };
    }
    const goal = state.goal === null ? null : map.meta.goals[state.goal];
    let people;
    if (goal) people = goal.held.concat(goal.likely);
    else people = map.region.map((_, who) => who);
    if (state.region !== null) people = people.filter((who) => map.region[who] === state.region);
    return {
      people: people,
      rows: [],
      held: new Set(goal ? goal.held : []),
      likely: new Set(goal ? goal.likely : []),
    };
  }

  function drawLines(map, person, rows, style) {
    return ["asserted", "observed"].map(function (basis) {
      const line = { x: [], y: [], mode: "lines", hoverinfo: "skip", type: "scatter" };
      const from = map.spot(person);
      rows.forEach(function (row) {
        if (row.basis !== basis) return;
        const to = map.spot(row.who);
        line.x.push(from[0], to[0], null);
        line.y.push(from[1], to[1], null);
      });
      line.line = { color: style[basis], width: 1.2, dash: style.dash[basis] };
      return line;
    });
  }

  function paint(map, state, chosen, figure) {
    const style = map.meta.style;
    const lit = new Set(chosen.people);
    if (state.person !== null) lit.add(state.person);
    const strong = state.person === null ? chosen.held : lit;
    const data = [];
    figure.data.forEach(function (trace) {
      if (trace.name !== "dots") return data.push(trace);
      if (state.person !== null) data.push(...drawLines(map, state.person, chosen.rows, style));
      const marker = Object.assign({}, trace.marker, { line: {} });
      const all = trace.customdata;
      const open = (who) => chosen.likely.has(who);
      marker.opacity = all.map((who) => (lit.has(who) ? 1 : FADED));
      marker.color = all.map(function (who, at) {
        if (open(who)) return style.paper;
        return strong.has(who) ? style.ink : trace.marker.color[at];
      });
      marker.size = all.map(function (who, at) {
        const larger = chosen.held.has(who) || open(who) || who === state.person;
        return trace.marker.size[at] + (larger ? 3 : 0);
      });
      marker.line.color = all.map((who) => (open(who) ? style.ink : style.paper));
      marker.line.width = all.map((who) => (open(who) ? 2 : 1));
      data.push(Object.assign({}, trace, { marker: marker }));
      data.push(drawHidden(map, state, chosen, lit, style));
    });
    return { data: data, layout: lay(map, state, figure.layout) };
  }

  // Those chosen who have no dot of their own get one for as long as they are chosen.
  function drawHidden(map, state, chosen, lit, style) {
    const whole = state.person === null && state.goal === null;
    const people = whole ? [] : Array.from(lit).filter((who) => !map.position.has(who));
    const spots = people.map(map.spot);
    return {
      type: "scatter",
      mode: "markers",
      x: spots.map((spot) => spot[0]),
      y: spots.map((spot) => spot[1]),
      customdata: people,
      hoverinfo: "text",
      hovertext: people.map((who) => "<b>" + escape(map.name(who)) + "</b>"),
      cliponaxis: false,
      marker: {
        size: people.map((who) => (who === state.person ? 12 : 7)),
        color: people.map((who) => (chosen.likely.has(who) ? style.paper : style.ink)),
        line: { color: style.ink, width: 1 },
      },
    };
  }

  function lay(map, state, layout) {
    const shapes = layout.shapes.map(function (shape) {
      if (shape.name === "bridge") return Object.assign({}, shape, { visible: false });
      const other = state.region !== null && shape.name !== "region-" + state.region;
      return other ? Object.assign({}, shape, { opacity: 0.4 }) : shape;
    });
    const annotations = layout.annotations.filter((note) => note.name !== "bridge");
    if (state.person !== null) {
      const spot = map.spot(state.person);
      const left = spot[0] > 0;
      annotations.push({
        x: spot[0],
        y: spot[1],
        text: "<b>" + escape(map.meta.names[state.person]) + "</b>",
        showarrow: false,
        bgcolor: map.meta.style.paper,
        borderpad: 2,
        xanchor: left ? "right" : "left",
        xshift: left ? -10 : 10,
      });
    }
    return Object.assign({}, layout, { shapes: shapes, annotations: annotations });
  }

  function tell(map, state, chosen) {
    const meta = map.meta;
    if (state.person !== null) return tellPerson(map, state.person, chosen.rows);
    const parts = [];
    if (state.region !== null) {
      const home = meta.regions[state.region];
      parts.push(make("strong", [make("bdi", [nameRegion(meta, state.region)])]));
      parts.push(": " + count(home.people) + " people, " + count(home.shown) + " of them drawn. ");
    }
    if (state.goal !== null) {
      const stated = chosen.people.filter((who) => chosen.held.has(who)).length;
      const likely = chosen.people.length - stated;
      parts.push(make("strong", [make("bdi", [meta.goals[state.goal].goal])]), ": ");
      if (!chosen.people.length) parts.push("nobody here is known to have what it needs.");
      else parts.push(...tellGoal(stated, likely));
    }
    return parts.concat(tellUnnamed(map, chosen.people));
  }

  function tellUnnamed(map, people) {
    const left = people.filter((who) => !map.isNamed(who)).length;
    if (!left) return [];
    return [" " + count(left) + " of them " + (left === 1 ? "is" : "are") + " off limits: not named."];
  }

  function tellGoal(stated, likely) {
    const parts = [];
    if (stated) parts.push(people(stated, "has", "have") + " what it needs, as stated (filled dots)");
    if (stated && likely) parts.push("; ");
    if (likely) {
      parts.push(people(likely, "may have", "may have") + " it, by title or employer; ");
      parts.push("nobody has said so (open dots)");
    }
    return parts.concat(".");
  }

  function people(number, one, many) {
    return number === 1 ? "1 person " + one : count(number) + " people " + many;
  }

  function nameRegion(meta, at) {
    return meta.regions[at].radius ? meta.regions[at].name : "in none of these circles";
  }

  function tellPerson(map, who, rows) {
    const meta = map.meta;
    const parts = [make("strong", [make("bdi", [meta.names[who]])])];
    if (map.about(who)) parts.push(" · ", make("bdi", [map.about(who)]));
    parts.push(" · ", make("bdi", [nameRegion(meta, map.region[who])]), ". ");
    const all = meta.names.length - 1;
    const could = map.observable(who);
    const seen = count(could) + " of their " + count(all) + " pairs could have been seen.";
    const ties = meta.ties[who];
    if (ties === null) {
      parts.push("Whom else they know cannot be seen: no list that is held could show it.");
    } else if (ties === 0) {
      parts.push("No tie to others here is seen; " + seen);
    } else {
      parts.push("Tied to " + people(ties, "here", "here"));
      const listed = rows.length ? count(rows.length) : "none";
      if (rows.length < ties) parts.push("; to stay light this page lists " + listed + " of them");
      if (rows.length) parts.push(...spread(map, rows));
      parts.push(".");
      if (could < all) parts.push(" As far as is seen: " + seen);
    }
    parts.push(...tellUnnamed(map, rows.map((row) => row.who)));
    return parts;
  }

  function spread(map, rows) {
    const found = new Map();
    rows.forEach(function (row) {
      const at = map.region[row.who];
      found.set(at, (found.get(at) || 0) + 1);
    });
    const parts = [];
    const circles = Array.from(found.keys()).filter((at) => map.meta.regions[at].radius);
    if (circles.length > 1) parts.push(", in " + count(circles.length) + " circles");
    Array.from(found.keys()).forEach(function (at) {
      const circle = map.meta.regions[at].radius ? " in " : " ";
      parts.push(parts.length > 1 ? "; " : ": ", count(found.get(at)) + circle);
      parts.push(make("bdi", [nameRegion(map.meta, at)]));
    });
    return parts;
  }

  function select(id, words, any, names, changed) {
    const field = make("select", [make("option", [any], { value: "" })], { id: id });
    names.forEach((name, at) => field.append(make("option", [name], { value: String(at) })));
    field.addEventListener("change", () => changed(field.value === "" ? null : +field.value));
    const box = make("div", [make("label", [words], { htmlFor: id }), field]);
    return { element: box, set: (value) => (field.value = value === null ? "" : String(value)) };
  }

  return function (place, figure, config) {
    const map = read(figure);
    const meta = map.meta;
    const state = { person: null, region: null, goal: null };
    const said = make("p", [], { className: "said" });
    const list = make("ul", [], { className: "people" });
    const clear = make("button", ["Clear"], { type: "button", className: "clear" });
    const controls = make("div", [], { className: "map-controls" });
    const holder = place.closest("figure");
    delete figure.layout.meta;
    said.setAttribute("aria-live", "polite");

    const search = window.netlensCombobox({
      id: place.id + "-search",
      label: "Find a person",
      names: meta.names.map((name) => name || ""),
      note: (who) => map.about(who) || nameRegion(meta, map.region[who]),
      chosen: (who) => go({ person: who }),
    });
    const regions = select(
      place.id + "-region",
      "Circle",
      "all",
      meta.regions.map((_, at) => nameRegion(meta, at)),
      (at) => go({ region: at, goal: state.goal }),
    );
    const goals = select(
      place.id + "-goal",
      "Goal",
      "none",
      meta.goals.map((goal) => goal.goal),
      (at) => go({ goal: at, region: state.region }),
    );
    controls.append(search.element, regions.element);
    if (meta.goals.length) controls.append(goals.element);
    controls.append(clear);
    holder.insertBefore(controls, place);
    place.after(said, list);

    function offer(people, from, until) {
      people.slice(from, until).forEach(function (who) {
        const button = make("button", [make("bdi", [meta.names[who]])], { type: "button" });
        button.addEventListener("click", () => go({ person: who }, true));
        list.append(make("li", [button]));
      });
      if (people.length <= until) return;
      const left = make("button", ["+ " + count(people.length - until)], { type: "button" });
      left.setAttribute("aria-label", count(people.length - until) + " more");
      left.addEventListener("click", function () {
        left.parentNode.remove();
        offer(people, until, until + NEXT);
        list.children[until].firstChild.focus();
      });
      list.append(make("li", [left]));
    }

    function isActive() {
      return state.person !== null || state.region !== null || state.goal !== null;
    }

    function order(people) {
      if (state.person !== null || state.goal !== null) return people;
      return people.slice().sort((a, b) => (meta.ties[b] || 0) - (meta.ties[a] || 0) || a - b);
    }

    function go(next, byButton) {
      Object.assign(state, { person: null, region: null, goal: null }, next);
      search.show(state.person === null ? "" : meta.names[state.person]);
      regions.set(state.region);
      goals.set(state.goal);
      clear.disabled = !isActive();
      said.textContent = "";
      list.textContent = "";
      if (!isActive()) return Plotly.react(place, figure.data, figure.layout, config);
      const chosen = choose(map, state);
      said.append(...tell(map, state, chosen));
      offer(order(chosen.people.filter(map.isNamed)), 0, FIRST);
      if (byButton) (list.querySelector("button") || clear).focus();
      else list.scrollIntoView({ block: "nearest" });
      const painted = paint(map, state, chosen, figure);
      return Plotly.react(place, painted.data, painted.layout, config);
    }

    clear.disabled = true;
    clear.addEventListener("click", function () {
      go({});
      controls.querySelector("input").focus();
    });
    document.addEventListener("keydown", function (event) {
      const at = document.activeElement;
      const mine = at === document.body || holder.contains(at);
      if (event.key !== "Escape" || !mine || !isActive()) return;
      if (list.contains(at)) controls.querySelector("input").focus();
      go({});
    });
    return Plotly.newPlot(place, figure.data, figure.layout, config).then(function () {
      place.on("plotly_click", function (event) {
        const who = event.points[0].customdata;
        if (typeof who === "number" && map.isNamed(who)) go({ person: who });
      });
      place.on("plotly_hover", () => place.classList.add("over"));
      place.on("plotly_unhover", () => place.classList.remove("over"));
    });
  };
})();
