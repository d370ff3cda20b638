"""The claims of one report."""

import datetime
import json
import warnings

import pytest

import cairn
from conftest import TEXT


def test_claims_are_dictionaries_with_their_sentence():
    claims = cairn.extract(TEXT, published="2018-04-30", outlet="Coast Wire", report="r1")
    killed, wounded = (next(one for one in claims if one["kind"] == kind) for kind in ("killed", "wounded"))
    assert (killed["n"], killed["group"], killed["place"], killed["date"]) == (3, "state_force", "Azaz", "2018-04-30")
    assert (wounded["n"], wounded["qualifier"]) == (20, "at_least")
    assert killed["report"] == "r1" and killed["attribution"][-1] == {"name": "Coast Wire", "role": "outlet"}
    sentence = TEXT[slice(*killed["quote"])]
    assert sentence.startswith("Three soldiers") and sentence.endswith("said.")
    assert TEXT[slice(*killed["evidence"]["figure"])] == "Three soldiers"


def test_offsets_count_code_points():
    text = "🕊 Ἀλήθεια. " + TEXT
    claim = cairn.extract(text, published="2018-04-30", language="en")[0]
    assert text[slice(*claim["quote"])].startswith("Three soldiers")


def test_the_command_line_says_the_same(table, program, reports):
    lines = [json.loads(line) for line in program("extract", "--all", "--format", "jsonl", reports).splitlines()]
    fields = ("report", "outlet", "title", "url", "author", "published", "language", "text")
    said = [
        claim
        for row in table.select(list(fields)).to_pylist()
        for claim in cairn.extract(row.pop("text"), **row)
    ]
    assert len(said) > 50
    assert said == lines


def test_every_field_is_in_the_type(table):
    optional, needed = cairn.Claim.__optional_keys__, cairn.Claim.__required_keys__
    for row in table.select(["text", "published"]).to_pylist():
        for claim in cairn.extract(row["text"], published=row["published"]):
            assert needed <= claim.keys() <= needed | optional, claim


def test_days_are_words_or_dates():
    def dates(day):
        return [claim["date"] for claim in cairn.extract(TEXT, published=day)]

    assert dates("2018-04-30") == dates(datetime.date(2018, 4, 30)) == dates(datetime.datetime(2018, 4, 30, 23, 59))
    assert dates(None) != dates("2018-04-30")


def test_no_text_is_a_fault_with_a_remedy():
    with pytest.raises(cairn.InputError, match="has no `text`. Put the report's words"):
        cairn.extract(" ")
    with pytest.raises(cairn.CairnError, match="NUL"):
        cairn.extract("Two died.\0")


def test_what_cannot_be_used_is_warned_of():
    with pytest.warns(cairn.CairnWarning, match="`last May` is not a day. Write it as YYYY-MM-DD"):
        cairn.extract(TEXT, published="last May")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert cairn.extract(TEXT)


def test_other_languages_have_no_claims():
    assert cairn.extract("Drei Soldaten wurden am Montag in Azaz getötet.", language="de") == []


def test_the_ruleset_is_named():
    assert {claim["ruleset"] for claim in cairn.extract(TEXT)} == {cairn.ruleset()}
