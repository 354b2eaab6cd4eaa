"""Text from before Unicode is told by its letters, a single name included."""

import pytest

from netlens.exports.alphabets import guess_encoding


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Sören Müller, Zoë Garçon, Peña, Åsa, Kjær", "cp1252"),
        ("MÜLLER;José;ÖBB", "cp1252"),
        ("Guðrún Þórðardóttir", "cp1252"),
        ("Bjørn Næss", "cp1252"),
        ("É", "cp1252"),
        ("Wałęsa; Jiří Dvořák", "cp1250"),
        ("Čeněk Žižka", "cp1250"),
        ("Ağaoğlu; Işık Şahin", "cp1254"),
        ("Šarūnas Jasikevičius", "cp1257"),
        ("Müller Jörg", "mac_roman"),
        ("Müller Jörg", "cp850"),
        ("Віталій Кличко", "cp1251"),
        ("иванов", "cp1251"),
        ("Владимир Кличко", "koi8_r"),
        ("Владимир Кличко", "cp866"),
        ("FN:אפרים קישון", "cp1255"),
        ("Γιώργος Παπαδόπουλος", "cp1253"),
        ("محمد علي", "cp1256"),
        ("สมชาย ใจดี", "cp874"),
        ("李娜", "gb18030"),
        ("陳志豪", "big5"),
        ("佐藤花子", "cp932"),
        ("佐藤花子", "euc_jp"),
        ("김철수", "cp949"),
    ],
)
def test_names_come_out_as_they_were_written(text, encoding):
    data = text.encode(encoding)
    assert data.decode(guess_encoding(data)) == text


def test_what_has_no_letters_is_taken_for_windows_latin():
    assert guess_encoding(b"\x80\x81 5") in {"cp1252", "mac_roman", "cp850"}
    assert guess_encoding(b"") == "cp1252"


def test_a_long_line_is_only_sampled():
    data = ("Müller " * 200_000).encode("cp1252")
    assert guess_encoding(data) == "cp1252"
