"""Values of cards are decoded as what they are, whatever they are declared to be."""

import pytest

from netlens.exports.charsets import Charsets, find_codec


def test_utf8_wins_over_a_false_declaration():
    assert Charsets(b"").decode_value("Zoë".encode(), "ISO-8859-1") == "Zoë"


def test_a_declared_character_set_is_used_for_what_is_not_utf8():
    charsets = Charsets(b"")
    assert charsets.decode_value("Кличко".encode("cp1251"), "Windows-1251") == "Кличко"
    assert list(charsets.used) == ["cp1251"]


def test_a_line_is_decoded_as_its_head_declares():
    line = "FN;CHARSET=Windows-1251:Кличко".encode("cp1251")
    assert Charsets(line).decode_line(line) == "FN;CHARSET=Windows-1251:Кличко"


def test_what_one_property_declares_helps_the_others():
    data = "FN:Ïåòðî\n".encode("cp1252") + b"LABEL;CHARSET=Windows-1251;ENCODING=QP:x\n"
    assert Charsets(data).decode_line(data.split(b"\n")[0]) == "FN:Петро"


def test_an_unknown_character_set_is_ignored():
    assert Charsets(b"").decode_value("Sören".encode("cp1252"), "Murks") == "Sören"


def test_two_byte_characters_that_could_be_utf8_are_read_as_declared():
    assert Charsets(b"").decode_value("联通".encode("gbk"), "GBK") == "联通"


def test_seven_bit_encodings_need_their_declaration():
    data = "田中".encode("iso2022_jp")
    assert Charsets(b"").decode_value(data, "ISO-2022-JP") == "田中"


def test_japanese_phones_are_read():
    assert Charsets(b"").decode_value("田中".encode("cp932"), "SHIFT_JIS") == "田中"


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("utf8", "utf-8"),
        ("ISO-8859-1", "cp1252"),
        ("windows-1255", "cp1255"),
        ("GB2312", "gb18030"),
        ("Murks", ""),
        ("hex", ""),
        ("rot13", ""),
        ("idna", ""),
        ("undefined", ""),
        ("a\0b", ""),
    ],
)
def test_only_encodings_of_text_are_codecs(charset, codec):
    assert find_codec(charset) == codec
