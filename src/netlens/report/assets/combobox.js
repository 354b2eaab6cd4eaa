"use strict";
// A search box over many names: type, arrow keys, Enter, Escape. Names are only written as text.
window.netlensCombobox = function (options) {
  const MOST = 8;
  const box = document.createElement("div");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const popup = document.createElement("div");
  const list = document.createElement("ul");
  const more = document.createElement("p");
  let folded = null;
  let found = [];
  let active = -1;

  box.className = "search";
  label.textContent = options.label;
  label.htmlFor = input.id = options.id;
  list.id = options.id + "-list";
  input.type = "text";
  input.autocomplete = "off";
  input.spellcheck = false;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", options.label);
  more.setAttribute("role", "status");
  popup.className = "popup";
  popup.append(list, more);
  box.append(label, input, popup);
  close();

  // Letters that are no accented ones to Unicode, but are typed as if they were.
  const PLAIN = { ł: "l", đ: "d", ð: "d", ø: "o", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th" };

  // Signs, and the letters that stand for an apostrophe, part words or are left out: O'Brien is
  // both "o brien" and "obrien".
  const SIGNS = /[^\p{L}\p{N}\s]|[\u02b0-\u02ff]/gu;

  function fold(text, sign) {
    const bare = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    const typed = bare.replace(/[łđðøıßæœþ]/g, (letter) => PLAIN[letter]);
    return " " + typed.replace(SIGNS, sign).replace(/\s+/g, " ").trim();
  }

  // Every word typed must begin a word of the name; names that begin with what was typed come first.
  // Signs alone are no word.
  function match(typed) {
    folded = folded || options.names.map((name) => [fold(name, " "), fold(name, "")]);
    const written = Array.from(new Set([fold(typed, " "), fold(typed, "")]));
    const asked = written.filter((text) => text !== " ");
    const first = [];
    const then = [];
    folded.forEach(function (name, number) {
      const both = name.join("");
      const found = asked.some((text) =>
        text.split(/(?= )/).every((word) => both.includes(word)),
      );
      if (!found) return;
      const begins = asked.some((text) => name.some((way) => way.startsWith(text)));
      (begins ? first : then).push(number);
    });
    return first.concat(then);
  }

  function close() {
    popup.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(position) {
    active = position;
    Array.from(list.children).forEach(function (item, number) {
      item.setAttribute("aria-selected", String(number === active));
    });
    if (active >= 0) input.setAttribute("aria-activedescendant", list.children[active].id);
    else input.removeAttribute("aria-activedescendant");
  }

  function offer() {
    found = input.value.trim() ? match(input.value) : [];
    list.textContent = "";
    found.slice(0, MOST).forEach(function (number, position) {
      const item = document.createElement("li");
      const name = document.createElement("bdi");
      item.id = list.id + "-" + position;
      item.setAttribute("role", "option");
      name.textContent = options.names[number];
      item.append(name);
      if (options.note(number)) item.append(" · ", options.note(number));
      item.addEventListener("mousedown", (event) => event.preventDefault());
      item.addEventListener("click", () => choose(position));
      list.append(item);
    });
    if (!input.value.trim()) return close();
    list.hidden = !found.length;
    const left = found.length - MOST;
    more.textContent = found.length ? "" : "nobody of that name";
    if (left > 0) more.textContent = left.toLocaleString("en") + " more";
    popup.hidden = false;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(-1);
  }

  function choose(position) {
    const number = found[position];
    input.value = options.names[number];
    close();
    options.chosen(number);
  }

  input.addEventListener("input", offer);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", function (event) {
    const shown = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (popup.hidden) return offer();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (shown) mark(active < 0 && step < 0 ? shown - 1 : (active + step + shown) % shown);
    } else if (event.key === "Enter" && !popup.hidden && shown) {
      event.preventDefault();
      if (active >= 0 || shown === 1) choose(Math.max(active, 0));
    } else if (event.key === "Escape" && !popup.hidden) {
      event.stopPropagation();
      close();
    }
  });

  return {
    element: box,
    show: function (text) {
      input.value = text;
      close();
    },
  };
};
