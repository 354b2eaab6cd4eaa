"""Bytes of a card become properties in the right order of steps."""

import time

import pytest

from netlens.exports.charsets import Charsets
from netlens.exports.vcard_syntax import (
    Parser,
    compose_letters,
    cut_value,
    read_head,
    split_value,
    unescape,
    unfold,
)


def parse(text):
    body = b"\n" + (text if isinstance(text, bytes) else text.encode())
    return Parser(Charsets(body)).parse(body)


def values(text, name):
    return [value for _, value in parse(text).properties.get(name, ())]


def test_groups_types_and_preferences_are_read_in_any_case():
    head = read_head('item1.tel;type="work,Voice";TYPE=Cell;pref=2;charset=utf-8')
    assert (head.name, head.group) == ("TEL", "ITEM1")
    assert head.types == ("work", "voice", "cell")
    assert (head.preference, head.charset) == (2, "utf-8")


def test_bare_parameters_of_version_2_are_read():
    head = read_head("TEL;WORK;VOICE;PREF;utf-8;QUOTED-PRINTABLE")
    assert head.types == ("work", "voice")
    assert (head.preference, head.coding, head.charset) == (1, "quoted-printable", "UTF-8")


def test_what_is_no_name_is_no_head():
    assert read_head("Call him, please") is None
    assert read_head("") is None


def test_quoted_parameters_may_hold_every_mark():
    line = 'ADR;GEO="geo:51.5,0.1";LABEL="Mr X; 221B: London":;;Baker St;London;;NW1;UK'
    ((head, value),) = parse(line).properties["ADR"]
    assert value == ";;Baker St;London;;NW1;UK"
    assert head.get("LABEL") == "Mr X; 221B: London"


def test_an_unclosed_quote_costs_nothing_but_itself():
    assert values('TEL;X="a:+49 30 23125001\nFN:Ana', "FN") == ["Ana"]
    assert values('PHOTO:x\nTEL;X="a:+49 30 23125001', "TEL") == ["+49 30 23125001"]


def test_folded_lines_are_joined_without_their_first_space():
    assert values("NOTE:one\n two\n  three\n\tfour", "NOTE") == ["onetwo threefour"]


def test_a_letter_that_a_fold_parts_is_whole_again():
    left, right = b"FN:Zo\xc3", b"\xab M\xc3\xbcller"
    assert values(left + b"\n " + right, "FN") == ["Zoë Müller"]


def test_a_head_that_a_fold_parts_is_whole_again():
    assert values("EMAIL;TYPE=INTER\n NET:ana@example.com", "EMAIL") == ["ana@example.com"]


def test_an_indented_card_is_read():
    assert values("  FN:Ana\n  TEL:1", "FN") == ["Ana"]


def test_soft_breaks_are_joined_also_at_column_one():
    text = "FN;ENCODING=QUOTED-PRINTABLE:=C3=84=\n=C3=96=\n=C3\n=9C"
    assert values("NOTE;QUOTED-PRINTABLE:a=\nb=20c\nFN:x", "NOTE") == ["ab c"]
    assert values("NOTE;QUOTED-PRINTABLE:a= \t\nb\nFN:x", "NOTE") == ["ab"]
    assert values(text.replace("=C3\n", "=C3=\n"), "FN") == ["ÄÖÜ"]


def test_a_space_after_a_soft_break_is_text_or_a_fold():
    words = "NOTE;ENCODING=QUOTED-PRINTABLE:in the=\n Land=C3=9F"
    assert values(words, "NOTE") == ["in the Landß"]
    codes = "FN;ENCODING=QUOTED-PRINTABLE:=C3=84=\n =C3=96"
    assert values(codes, "FN") == ["ÄÖ"]


def test_a_colon_after_a_soft_break_begins_no_property():
    text = "NOTE;ENCODING=QUOTED-PRINTABLE:Office=0D=0A=\nTEL:030 123=0D=0A=\nbye\nFN:Ana"
    assert values(text, "NOTE") == ["Office\r\nTEL:030 123\r\nbye"]
    assert values(text, "TEL") == []


def test_a_soft_break_that_was_cut_off_does_not_swallow_the_next_property():
    text = "NOTE;ENCODING=QUOTED-PRINTABLE:caf=C3=\nTEL;CELL:+49 30 23125001"
    assert values(text, "TEL") == ["+49 30 23125001"]


def test_quoted_printable_is_undone_before_the_character_set():
    text = "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:S=F6ren"
    assert values(text, "FN") == ["Sören"]


def test_raw_bytes_are_read_as_declared():
    text = "FN;CHARSET=Windows-1251:Кличко".encode("cp1251")
    assert values(text, "FN") == ["Кличко"]


def test_letters_are_composed():
    assert values("FN:Zoe\u0308", "FN") == ["Zoë"]
    assert compose_letters("Zoe\u0308") == "Zoë"
    assert values("FN;ENCODING=QUOTED-PRINTABLE:Zoe=CC=88", "FN") == ["Zoë"]


@pytest.mark.parametrize(
    "photo",
    [
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\n SkZJRg==",
        "PHOTO;ENCODING=BASE64;JPEG:\n  /9j/4AAQ\n  SkZJRg==\n",
        "PHOTO;JPEG;BASE64:/9j/4AAQ\nSkZJRgABAQ==\n",
        "PHOTO;BASE64:\n/9j/4AAQSkZJRg\n4AAQSkZJRgABAQ",
        "item1.PHOTO:data:image/png;base64\\,iVBORw0",
        "PHOTO;ENCODING=b:" + "A" * 3000,
        "PHOTO;ENCODING=b:" + "\n ".join(["A" * 75] * 40),
    ],
)
def test_photos_are_skipped_and_the_card_is_kept(photo):
    card = parse(f"FN:Ana\n{photo}\nTEL:+49 30 23125001")
    assert card.properties["PHOTO"][0][1] == ""
    assert card.properties["TEL"][0][1] == "+49 30 23125001"
    assert card.raw.split() == ["FN:Ana", "TEL:+49", "30", "23125001"]
    assert card.unread == 0


def test_text_in_base64_is_read_but_keys_are_not():
    assert values("FN;ENCODING=b:Wm/Dqw==", "FN") == ["Zoë"]
    assert values("FN;ENCODING=b:Wm/Dqw", "FN") == [""]
    assert values("KEY;ENCODING=b:Wm/Dqw==", "KEY") == [""]


def test_a_note_that_nobody_folded_is_kept_in_full():
    assert values("NOTE:one\ntwo\nthree\nFN:Ana", "NOTE") == ["one", "two", "three"]


def test_lines_that_are_nothing_are_counted():
    card = parse("hello\nFN:Ana\nworld")
    assert card.unread == 2
    assert card.raw.strip() == "FN:Ana"


def test_marks_that_are_escaped_do_not_part_a_value():
    assert split_value("ABC\\, Inc.;R\\;D;a\\\\;b", ";") == ["ABC, Inc.", "R;D", "a\\", "b"]
    assert cut_value("a\\,b,c", ",") == ["a\\,b", "c"]
    assert split_value("", ";") == [""]


def test_only_known_escapes_are_undone():
    assert unescape("a\\nb\\Nc\\,\\;\\:\\\\n") == "a\nb\nc,;:\\n"
    assert unescape("DOMAIN\\user\\") == "DOMAIN\\user\\"


def test_unfolding_leaves_other_lines_alone():
    assert unfold(b"\nFN:Ana\nTEL:1=\nEMAIL:x") == b"\nFN:Ana\nTEL:1=\nEMAIL:x"


@pytest.mark.parametrize(
    "line",
    [
        "FN:" + "a" * 1_000_000,
        "TEL" + ";" * 1_000_000 + ":1",
        'TEL;X="' + '";"' * 300_000,
        "NOTE:" + "\\," * 500_000,
        "N:" + "\\;" * 500_000,
        "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=\n" * 300_000,
        "NOTE:" + "\n a" * 300_000,
        "NOTE:" + "\na" * 300_000,
        "PHOTO;ENCODING=b:" + ("A" * 75 + "\n") * 13_000,
        "ITEM1." * 200_000 + "TEL:1",
    ],
)
def test_a_megabyte_takes_time_in_proportion(line):
    start = time.process_time()
    card = parse(line)
    for entries in card.properties.values():
        for _, value in entries:
            split_value(value, ";")
    assert time.process_time() - start < 30
