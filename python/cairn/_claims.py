"""The shapes of what is given back as dictionaries."""

from __future__ import annotations

from typing import List, Literal, Optional, Tuple, TypedDict

Span = Tuple[int, int]
"""First code point and first one after, into the text as it was handed in: `text[slice(*span)]`. In JSON, and so
here, a list of two."""


class _Hand(TypedDict, total=False):
    cue: str
    """The reporting words ("said", "according to")."""
    manner: str
    """How it says it: `stated`, `claimed`, `confirmed`, `admitted`, `denied`, `warned`, `accused`, `feared`."""
    span: Span
    """Where the name stands."""


class Hand(_Hand):
    """One hand in a chain of attribution."""

    name: str
    """The name, as written."""
    role: Literal["speaker", "institution", "agency", "outlet"]
    """Its part in the chain."""


class Evidence(TypedDict):
    """Where the words stand that show a claim."""

    figure: Optional[Span]
    """The words of the figure."""
    trigger: Optional[Span]
    """The words that say what happened."""


class _Claim(TypedDict, total=False):
    vague: str
    """The words of a count that is no number ("dozens")."""
    stake: str
    """Whose losses the claimant speaks of, where it is a party to the fighting: its enemy's or its own."""
    actor_basis: str
    """Why the actor is believed to have done it."""
    accuser: str
    """Who accuses the actor, as named in the text."""
    part_of: bool
    """Whether it is a share of a larger figure in the same report; left out where it is not."""
    made_by: str
    """Who made it, where Cairn's rules did not."""


class Claim(_Claim):
    """One source's statement of one thing, as `cairn extract --format jsonl` prints it.

    Closed lists and conventions: docs/guide/claims.md.
    """

    report: str
    """The report's id."""
    kind: str
    """What happened to what is counted: `killed`, `wounded`, `displaced` ..."""
    object: Optional[str]
    """What is counted: `people`, `vehicles` ..."""
    group: Optional[str]
    """Which people are counted: `civilian`, `state_force` ..."""
    n: Optional[int]
    """The number, or the low end of a range; none for a claim without a figure."""
    n_max: Optional[int]
    """The high end of a range."""
    qualifier: str
    """How the words bound the number: `exact`, `at_least` ..."""
    period: Literal["incident", "cumulative"]
    """Whether it counts one happening, or all since some day."""
    status: str
    """Whether it is said to have happened: `asserted`, `denied`, `planned`, `possible`, `superseded`."""
    claimant: Optional[str]
    """Who states it, as named in the text; none where the outlet does."""
    actor: Optional[str]
    """Who did it, as named in the text."""
    place: Optional[str]
    """The most specific named place."""
    date: Optional[str]
    """When: `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`."""
    quote: Span
    """The sentence that states it best."""
    type: str
    """The kind of event it belongs to."""
    target: Optional[str]
    """To whom or what it was done, as named in the text."""
    instrument: Optional[str]
    """With what, as written."""
    attribution: List[Hand]
    """The chain of hands, the first hand first."""
    place_id: Optional[int]
    """GeoNames id of the place."""
    lat: Optional[float]
    """Latitude in degrees; of a centroid where `precision` is coarser than `near`."""
    lon: Optional[float]
    """Longitude in degrees; of a centroid where `precision` is coarser than `near`."""
    precision: Optional[str]
    """How finely the place is known."""
    evidence: Evidence
    """The words of figure and trigger."""
    rules: List[str]
    """The rules that made it, in the order of the cascade."""
    ruleset: str
    """The ruleset that made it."""
    confidence: float
    """How sure the machine is, 0 to 1."""
    claim: str
    """The claim's id."""


class Added(TypedDict):
    """What became of the reports that were added to a register."""

    new: int
    """Reports that are new to the register."""
    again: int
    """Reports that other rules had read, and these read again."""
    same: int
    """Reports that were there already."""
    unread: int
    """Of the new ones, those in a language that is not read for claims."""
    conflicts: int
    """Reports with another text than the one in the register under their id; that one is kept."""
    claims: int
    """Claims of the new reports."""
    incidents: int
    """Incidents that the register holds now."""
    notes: List[str]
    """What was not read, and why: one line each, with its remedy."""
