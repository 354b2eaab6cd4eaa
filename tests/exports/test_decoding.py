"""Bytes of unknown encoding become the text that was meant."""

import codecs

import pytest

from netlens.exports.decoding import (
    decode_as,
    decode_mixed,
    decode_text,
    is_mostly_utf8,
    is_utf8,
    unmark_unicode,
)

NAMES = "Zoë Müller, Łukasz Żak, 孔夫子"


@pytest.mark.parametrize(
    ("mark", "codec", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    ],
)
def test_a_mark_names_the_encoding_and_is_taken_off(mark, codec, encoding):
    assert decode_text(mark + NAMES.encode(codec)) == (NAMES, encoding)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_zero_bytes(codec):
    text = f"BEGIN:VCARD\r\nFN:{NAMES}\r\nEND:VCARD\r\n"
    assert decode_text(text.encode(codec)) == (text, codec)


def test_half_a_character_at_the_end_of_utf16_is_no_crash():
    text, encoding = decode_text("name,e-mail".encode("utf-16-le")[:-1])
    assert (text[:10], encoding) == ("name,e-mai", "utf-16-le")


def test_plain_text_and_nothing_at_all_are_utf8():
    assert decode_text(b"Name") == ("Name", "utf-8")
    assert decode_text(b"") == ("", "utf-8")


def test_single_strange_bytes_do_not_cost_the_other_letters():
    data = "Zoë Müller\nJürgen Weiß\n".encode() + "François\n".encode("cp1252")
    assert decode_text(data) == ("Zoë Müller\nJürgen Weiß\nFrançois\n", "utf-8 and cp1252")


def test_a_file_from_windows_is_read_as_such():
    text = "Müller – “Café” €5"
    assert decode_text(text.encode("cp1252")) == (text, "cp1252")


def test_a_byte_that_no_encoding_explains_is_kept():
    text, encoding = decode_text(b"Caf\xe9 \x81 x")
    assert text == "Café \x81 x"
    assert encoding == "cp1252"


def test_utf16_becomes_utf8_without_its_mark():
    assert unmark_unicode(codecs.BOM_UTF16_LE + "Zoë".encode("utf-16-le")) == (
        "Zoë".encode(),
        "utf-16-le",
    )
    assert unmark_unicode(b"Zo\xeb") == (b"Zo\xeb", "")


def test_a_name_cut_within_a_letter_is_still_mostly_utf8():
    assert is_mostly_utf8("ÄÖÜÄÖ".encode()[:-1])
    assert not is_mostly_utf8("ÄÖÜ".encode("cp1252"))
    assert is_utf8(b"Zo\xc3\xab")
    assert not is_utf8(b"Zo\xeb")


def test_strange_bytes_among_utf8_are_read_as_windows_reads_them():
    assert decode_mixed("Zoë ".encode() + b"\x80") == "Zoë €"


def test_decoding_as_what_python_does_not_know_is_an_error():
    with pytest.raises(LookupError):
        decode_as(b"x", "murks")
