"""netlens.toml: everything optional, nothing ignored."""

import datetime as dt
import re

import pytest

from netlens.errors import SettingsError
from netlens.settings import Settings, parse_settings, read_settings


def test_no_file_gives_defaults(tmp_path):
    """A folder of exports alone is a project."""
    assert read_settings(tmp_path / "netlens.toml") == Settings()


def test_all_sections_are_read():
    """Each key lands in its field."""
    settings = parse_settings(
        {
            "me": {"name": " Ana ", "emails": "ana@example.com", "offers": ["CV reviews"]},
            "style": {"asks_per_week": 2, "off_limits": ["Acme"]},
            "goals": [
                {
                    "goal": "find a job",
                    "by": dt.date(2027, 3, 31),
                    "needs": [{"resource": "lead", "text": "x"}],
                }
            ],
            "assumptions": {"tie_half_life_days": 365},
            "exports": {"region": "de", "columns": {"crm*.csv": {"Full Name": "name"}}},
        },
    )
    assert settings.me.name == "Ana"
    assert settings.me.emails == ("ana@example.com",)
    assert settings.style.asks_per_week == 2
    assert settings.goals[0].needs[0].text == "x"
    assert settings.goals[0].by == dt.date(2027, 3, 31)
    assert settings.assumptions == {"tie_half_life_days": 365.0}
    assert settings.exports.region == "DE"


def test_one_sentence_is_a_goal():
    """`goal = "…"` at the top is enough."""
    assert parse_settings({"goal": "find a mentor"}).goals[0].goal == "find a mentor"


def test_every_problem_is_told_at_once_with_the_nearest_key():
    """Unknown keys and wrong types are named together."""
    with pytest.raises(SettingsError) as caught:
        parse_settings(
            {
                "me": {"nmae": "Ana"},
                "style": {"asks_per_week": -1, "warm_only": "yes"},
                "goals": [{"by": "soon"}],
                "exports": {"region": "Germany"},
            },
        )
    text = str(caught.value)
    for expected in (
        "did you mean 'name'",
        "asks_per_week",
        "true or false",
        "goals[1].by",
        "no sentence",
        '"DE"',
    ):
        assert expected in text


@pytest.mark.parametrize("data", [b"[me\n", b"\xff\xfe\x00", b"me = 3"])
def test_unreadable_files_name_themselves(tmp_path, data):
    """Broken TOML is the user's to mend, so the error says which file."""
    path = tmp_path / "netlens.toml"
    path.write_bytes(data)
    with pytest.raises(SettingsError, match=r"netlens\.toml"):
        read_settings(path)


def test_the_template_is_valid_and_asleep(repository, tmp_path):
    """`netlens init` writes a file that changes nothing, and works when its lines are woken."""
    template = repository / "src" / "netlens" / "netlens-template.toml"
    assert read_settings(template) == Settings()
    lines = [
        line
        for line in template.read_text(encoding="utf-8").splitlines()
        if re.match(r"#? ?( {2})?[\[\w\"]+.*[\]=]", line)
    ]
    awake = tmp_path / "netlens.toml"
    awake.write_text("\n".join(line.removeprefix("# ") for line in lines), encoding="utf-8")
    settings = read_settings(awake)
    assert settings.goals[0].needs[0].resource == "referral"
    assert settings.exports.columns == {"crm*.csv": {"Full Name": "name", "Works at": "company"}}


def test_sizes_of_lists_are_names_with_numbers():
    """A text is no number of people."""
    settings = parse_settings({"list_sizes": {"Ana Ruiz": 812}, "population": 1000})
    assert dict(settings.list_sizes) == {"Ana Ruiz": 812}
    assert settings.population == 1000
    with pytest.raises(SettingsError, match='"Ana Ruiz" = 812'):
        parse_settings({"list_sizes": {"Ana Ruiz": "many"}})
