"""People and goals that several tests of goals share."""

import pandas as pd
import pytest

from netlens.schema import PEOPLE, make_table

DATA_JOB = "find a job as a data engineer in Berlin"


@pytest.fixture
def people():
    """Give eleven invented people: two of them (Mom and Jo) not described at all."""
    rows = [
        {"name": "Ben Okafor", "title": "Senior Data Engineer", "company": "Kranich Mobility"},
        {"name": "Ana Ruiz", "title": "Head of Data", "company": "Polymer GmbH"},
        {"name": "Cem Arslan", "title": "Technical Recruiter", "company": "Polymer GmbH"},
        {"name": "Dana Novak", "notes": "knows every recruiter in town"},
        {"name": "Ed Stone", "notes": "not a recruiter; hates data engineers"},
        {"name": "Mom"},
        {"name": "Fay Green", "title": "Gardener"},
        {"name": "Gus Berg", "title": "Partner", "company": "Kranich Ventures"},
        {"name": "Hal Poe", "title": "Secretary to the Head of Data", "company": "Ypsilon"},
        {"name": "Jo March", "emails": ("jo@kranich-mobility.example",)},
        {"name": "Kim Seo", "title": "Data Engineer", "location": "Berlin, Germany"},
    ]
    ids = [f"p{number:02}" for number in range(1, len(rows) + 1)]
    filled = [
        {"person_id": i, "kind": "person", "in_my_lists": True, **row}
        for i, row in zip(ids, rows, strict=True)
    ]
    table = make_table(PEOPLE, filled)
    table["connected_on"] = pd.Timestamp("2021-03-01").as_unit("s")
    return table
