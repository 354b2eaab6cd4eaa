"""The map on the page, in a real browser: found, followed, filtered, by mouse and by keyboard."""

import pytest
from tests.browsing import (
    CLOSING,
    IMAGE,
    IN_BROWSER,
    OVERRIDE,
    TEMPLATE,
    Watched,
    write_figure_page,
)
from tests.figures.atlases import small_atlas

from netlens.figures.mapping import plot_map

pytestmark = IN_BROWSER


def write_map_page(folder, **options):
    """Write a page with one map on it; everybody is called Ana Ruiz and their id."""
    write_figure_page(plot_map(small_atlas(**options), complete=False), folder / "map.html")
    return folder / "map.html"


class WatchedMap(Watched):
    """A page with a map, and what it is made of."""

    def __init__(self, browser, path, **options):
        # What scrolls smoothly is not yet where it is clicked.
        usual = {"viewport": {"width": 1280, "height": 1000}, "reduced_motion": "reduce"}
        super().__init__(browser, path, **{**usual, **options})
        self.figure = self.page.locator("figure.map")
        self.search = self.page.get_by_label("Find a person").first
        if self.figure.is_visible():
            self.page.wait_for_selector("figure.map svg.main-svg", state="attached")

    def told(self):
        """Give what the map says in words."""
        return self.page.inner_text(".said")

    def names(self):
        """Give the names on the buttons."""
        return self.page.locator(".people button").all_inner_texts()

    def dots(self):
        """Give the dots as they are drawn: by number of the person, their marker."""
        return self.page.evaluate(
            """() => { const dots = document.querySelector("div.figure").data
                 .find((trace) => trace.name === "dots"), at = (value, n) =>
                 Array.isArray(value) ? value[n] : value;
               return Object.fromEntries(dots.customdata.map((who, n) => [who,
                 ["opacity", "size", "color"].map((what) => at(dots.marker[what], n))])); }"""
        )

    def lit(self):
        """Give the numbers of those who are not faded."""
        return sorted(int(who) for who, (opacity, _, _) in self.dots().items() if opacity == 1)

    def lines(self):
        """Count the ties that are drawn."""
        return self.page.evaluate(
            """() => document.querySelector("div.figure").data.filter((trace) =>
                 trace.mode === "lines").reduce((sum, trace) => sum + trace.x.length / 3, 0)"""
        )

    def place_of(self, who):
        """Give where a person's dot is on the screen."""
        return self.page.evaluate(
            """(who) => { const place = document.querySelector("div.figure");
               const dots = place.data.find((trace) => trace.name === "dots");
               const at = dots.customdata.indexOf(who), box = place.getBoundingClientRect();
               const x = place._fullLayout.xaxis, y = place._fullLayout.yaxis;
               return [box.x + x._offset + x.d2p(dots.x[at]),
                       box.y + y._offset + y.d2p(dots.y[at])]; }""",
            who,
        )

    def find(self, typed):
        """Type a name and take the first match, by keyboard."""
        self.search.fill(typed)
        self.search.press("ArrowDown")
        self.search.press("Enter")


def check_quiet(shown):
    """No script of a name ran, and none of ours stumbled."""
    assert shown.said == []
    assert shown.page.evaluate("window.pwned") is None
    shown.context.close()


@pytest.fixture
def open_map(browser, tmp_path):
    """Open a page with a map of its own."""
    opened = []

    def open_it(path=None, *, screen=None, **options):
        path = path or write_map_page(tmp_path, **options)
        opened.append(WatchedMap(browser, path, **(screen or {})))
        return opened[-1]

    yield open_it
    for one in opened:
        check_quiet(one)


@pytest.fixture(scope="module")
def one_map(browser, tmp_path_factory):
    """Open one page for all tests that leave it as it was."""
    shown = WatchedMap(browser, write_map_page(tmp_path_factory.mktemp("map")))
    yield shown
    check_quiet(shown)


@pytest.fixture(scope="module")
def sign_map(browser, tmp_path_factory):
    """Open a page with names in which there are signs."""
    called = {
        "a0": "Pat O'Brien",
        "a1": "Anne-Marie Ng",
        "a2": "Lee Ka\u02bbahu",
        "a3": "Max DArcy",
    }
    path = write_map_page(tmp_path_factory.mktemp("signs"), named=called)
    shown = WatchedMap(browser, path)
    yield shown
    check_quiet(shown)


@pytest.fixture
def shown(one_map):
    """Give the page with nothing chosen."""
    one_map.page.evaluate("document.activeElement.blur()")
    one_map.page.keyboard.press("Escape")
    return one_map


def test_a_person_is_found_by_keyboard_and_their_ties_are_drawn(shown):
    """Ana Ruiz a0 is number 0: tied to a1 (1), b1 (5), b2 (6) and z0 (8)."""
    shown.find("ruiz a0")
    assert shown.told().startswith(
        "Ana Ruiz a0 · Ana Ruiz, Acme · Circle Ana Ruiz. Tied to 4 people"
    )
    assert "in 2 circles: 1 in Circle Ana Ruiz; 2 in Circle" in shown.told()
    assert "1 in none of these circles" in shown.told()
    assert shown.names() == ["Ana Ruiz a1", "Ana Ruiz b1", "Ana Ruiz b2", "Ana Ruiz z0"]
    assert shown.lit() == [0, 1, 5, 6, 8]
    assert shown.lines() == 4
    assert shown.page.query_selector(".said[aria-live=polite]")


def test_escape_clears_the_map(shown):
    shown.find("a0")
    shown.page.keyboard.press("Escape")
    assert (shown.told(), shown.names(), shown.lines()) == ("", [], 0)
    assert len(shown.lit()) == 10
    assert shown.search.input_value() == ""


def test_a_dot_that_is_clicked_is_told_and_escape_still_clears(shown):
    shown.page.mouse.click(*shown.place_of(3))
    assert shown.told().startswith("Ana Ruiz a3")
    assert "No tie to others here is seen; 2 of their 9 pairs could have been seen." in shown.told()
    shown.page.keyboard.press("Escape")
    assert shown.told() == ""


def test_one_goes_from_neighbour_to_neighbour_by_keyboard(shown):
    """The focus stays on the list, whatever it then holds."""
    shown.find("a0")
    shown.page.get_by_role("button", name="Ana Ruiz b1").press("Enter")
    assert shown.told().startswith("Ana Ruiz b1")
    assert shown.names() == ["Ana Ruiz a0", "Ana Ruiz b2"]
    assert shown.page.evaluate("document.activeElement.textContent") == "Ana Ruiz a0"
    shown.page.get_by_role("button", name="Clear").click()
    assert shown.told() == ""


def test_a_circle_is_chosen_alone(shown):
    shown.page.get_by_label("Circle", exact=True).select_option(index=2)
    assert shown.told() == "Circle Ana Ruiz: 4 people, 4 of them drawn."
    assert shown.lit() == [4, 5, 6, 7]
    shown.page.get_by_label("Circle", exact=True).select_option(index=3)
    assert shown.told() == "in none of these circles: 2 people, 2 of them drawn."


def test_a_goal_marks_who_holds_what_it_needs_and_who_may(shown):
    """a0 (0) as stated: filled; z1 (9) likely: open. No colour but ink and paper."""
    shown.page.get_by_label("Goal").select_option(label="a job Ana Ruiz")
    assert "1 person has what it needs, as stated (filled dots)" in shown.told()
    assert "1 person may have it, by title or employer; nobody has said so" in shown.told()
    assert shown.lit() == [0, 9]
    dots = shown.dots()
    assert (dots["0"][2], dots["9"][2]) == ("#1d232b", "#ffffff")
    shown.page.get_by_label("Circle", exact=True).select_option(index=2)
    assert "nobody here is known to have what it needs" in shown.told()


def test_people_without_a_dot_are_found_too(open_map):
    shown = open_map(most_dots=5)
    assert len(shown.dots()) == 5
    shown.find("a3")
    assert shown.told().startswith("Ana Ruiz a3 · Circle Ana Ruiz.")
    spots = shown.page.evaluate(
        """() => document.querySelector("div.figure").data.at(-2).customdata"""
    )
    assert len(spots) == 1


def test_unknown_ties_are_told_as_unknown(open_map):
    shown = open_map(holders=())
    shown.find("a3")
    assert "Whom else they know cannot be seen: no list that is held could show it." in shown.told()
    assert "no tie" not in shown.told().lower()


def test_many_ties_are_told_by_and_by(open_map):
    shown = open_map(size=20)
    shown.find("a0")
    assert len(shown.names()) == 13
    assert shown.names()[-1] == "+ 8"
    shown.page.get_by_role("button", name="8 more").press("Enter")
    assert len(shown.names()) == 20
    focused = shown.page.evaluate("document.activeElement.textContent")
    assert focused == shown.names()[12]


def test_ties_that_the_page_does_not_carry_are_counted(open_map, tmp_path):
    path = write_map_page(tmp_path)
    text = path.read_text(encoding="utf-8")
    whole, cut = "[[0,1,5,6,8],[5,6]]", "[[0,1],[5,6]]"
    assert text.count(whole) == 1
    path.write_text(text.replace(whole, cut), encoding="utf-8")
    shown = open_map(path)
    shown.find("a0")
    assert "Tied to 4 people here; to stay light this page lists 1 of them: 1 in" in shown.told()


def test_the_search_box_is_what_it_says_to_a_screen_reader(open_map):
    shown = open_map(size=8)
    box = shown.page.get_by_role("combobox", name="Find a person")
    assert box.get_attribute("aria-expanded") == "false"
    box.fill("ruiz")
    assert box.get_attribute("aria-expanded") == "true"
    options = shown.page.get_by_role("listbox").get_by_role("option")
    assert options.count() == 8
    assert shown.page.inner_text(".popup p") == "10 more"
    box.press("ArrowUp")
    chosen = shown.page.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert not shown.page.is_visible(".popup")
    box.fill("nobody of this name")
    assert shown.page.inner_text(".popup p") == "nobody of that name"


def test_names_are_found_without_their_accents_and_by_any_of_their_words(open_map):
    shown = open_map(named={"b3": "Đặng Thuần-Nguyễn", "z0": "Łucja Wójcik"})
    shown.find("NGUYEN")
    assert shown.told().startswith("Đặng Thuần-Nguyễn")
    shown.find("wojcik l")
    assert shown.told().startswith("Łucja Wójcik")


@pytest.mark.parametrize("typed", ["-", "?!", "'", "\u02bb"])
def test_signs_alone_find_nobody(shown, typed):
    shown.search.fill(typed)
    assert shown.page.locator(".popup li").count() == 0
    assert shown.page.inner_text(".popup p") == "nobody of that name"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *((typed, "Pat O'Brien") for typed in ("obrien", "o'brien", "o\u2019brien", "brien pat")),
        *((typed, "Anne-Marie Ng") for typed in ("annemarie", "anne marie", "marie", "Ng, Anne-")),
        *((typed, "Lee Ka\u02bbahu") for typed in ("kaahu", "ka'ahu", "ahu")),
        *((typed, "Max DArcy") for typed in ("d'arcy", "darcy")),
    ],
)
def test_signs_in_names_part_words_or_are_left_out(sign_map, typed, name):
    sign_map.search.fill(typed)
    assert sign_map.page.locator(".popup li bdi").all_inner_texts() == [name]


def test_whoever_is_off_limits_is_counted_and_not_found(open_map):
    """a0 (0) and b1 (5), tied to each other and to b2."""
    named = {"a0": "Zoe Offlimits", "b1": "Yan Offlimits"}
    shown = open_map(named=named, unnamed={"a0", "b1"})
    for typed in ("zoe", "off", "left", "alone"):
        shown.search.fill(typed)
        assert shown.page.inner_text(".popup p") == "nobody of that name"
    shown.page.mouse.click(*shown.place_of(0))
    assert shown.told() == ""
    shown.find("b2")
    assert "Tied to 2 people here" in shown.told()
    assert "2 of them are off limits: not named." in shown.told()
    assert shown.names() == []
    assert shown.lit() == [0, 5, 6]
    shown.page.get_by_label("Circle", exact=True).select_option(index=1)
    assert "1 of them is off limits: not named." in shown.told()
    assert shown.names() == ["Ana Ruiz a1", "Ana Ruiz a2", "Ana Ruiz a3"]
    assert "Offlimits" not in shown.page.content()


def test_whoever_is_off_limits_and_has_no_dot_is_not_named_either(open_map):
    """a3 gets a spot for as long as a2, to whom it is tied, is chosen."""
    shown = open_map(size=8, most_dots=4, named={"a7": "Zoe Offlimits"}, unnamed={"a7"})
    shown.find("a0")
    assert "1 of them is off limits: not named." in shown.told()
    told = shown.page.evaluate(
        """() => document.querySelector("div.figure").data.at(-2).hovertext"""
    )
    assert "<b>left alone</b>" in told
    assert "Offlimits" not in shown.page.content()


def test_hostile_names_are_text_wherever_the_map_writes_them(open_map):
    """In the box, in words, on buttons, on the map and on hovering."""
    shown = open_map(
        name=IMAGE, most_dots=6, named={"a0": IMAGE, "a1": OVERRIDE, "z0": CLOSING, "b1": TEMPLATE}
    )
    shown.search.fill("<img")
    assert shown.page.locator(".popup li").first.inner_text().startswith(IMAGE)
    shown.find("<img src=x onerror=window.pwned=1>")
    assert IMAGE in shown.told()
    assert shown.page.locator(".annotation-text", has_text=IMAGE).count() >= 1
    text = shown.page.text_content("figure.map")
    for bad in (IMAGE, CLOSING, TEMPLATE.replace("%{", "%\u2060{").replace("$", "＄"), "⟨U+202E⟩"):
        assert bad in text or bad.replace("\u2060", "").replace("＄", "$") in text, bad
    shown.page.mouse.move(*shown.place_of(0), steps=5)
    shown.page.wait_for_selector(".hoverlayer text")
    assert IMAGE[:20] in shown.page.text_content(".hoverlayer")
    assert "\u202e" not in shown.page.content()
    assert shown.page.query_selector_all("img") == []


def test_a_phone_finds_people_without_the_picture(open_map):
    shown = open_map(screen={"viewport": {"width": 390, "height": 844}})
    assert not shown.page.locator("figure.map > .figure").is_visible()
    shown.page.wait_for_selector(".map-controls")
    shown.find("Ana Ruiz")
    assert "Ana Ruiz" in shown.told()
    wide = shown.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


def test_paper_shows_the_map_without_its_controls(shown):
    shown.page.emulate_media(media="print")
    assert shown.figure.is_visible()
    assert not shown.page.is_visible(".map-controls")
    shown.page.emulate_media(media="screen")


def test_whoever_wants_no_motion_gets_none(shown):
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert shown.page.evaluate(behaviour) == "auto"
    shown.page.emulate_media(reduced_motion="no-preference")
    assert shown.page.evaluate(behaviour) == "smooth"
    shown.page.emulate_media(reduced_motion="reduce")
