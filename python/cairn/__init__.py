"""Cairn reads reports of armed conflict and gives claims, each with its sentence.

    import cairn

    text = "Three soldiers were killed in Azaz on Monday, the army said."
    for claim in cairn.extract(text, published="2018-04-30"):
        print(claim["kind"], claim["n"], text[slice(*claim["quote"])])

- `extract`: the claims of one report, as dictionaries.
- `extract_arrow`, `extract_batches`: the claims of a table of reports, for pandas, Polars, Dask, Spark.
- `read`: files (text, pages, feeds, archives, mail, tables, PDF) to a table of reports.
- `add`: reports into a register; `Register`: what a register says, as tables.

Tables are `pyarrow` tables; `.to_pandas()` and `polars.from_arrow` take them on. Everything is computed on this
machine: no model is asked, nothing is sent anywhere, and the same reports always give the same claims.
"""

from cairn._claims import Added, Claim, Evidence, Hand
from cairn._native import VERSION as __version__
from cairn._native import CairnError, InputError, RegisterError, ruleset
from cairn._reports import CairnWarning, add, extract, read
from cairn._register import Register
from cairn._tables import claims_ddl, claims_schema, extract_arrow, extract_batches

__all__ = [
    "Added",
    "CairnError",
    "CairnWarning",
    "Claim",
    "Evidence",
    "Hand",
    "InputError",
    "Register",
    "RegisterError",
    "__version__",
    "add",
    "claims_ddl",
    "claims_schema",
    "extract",
    "extract_arrow",
    "extract_batches",
    "read",
    "ruleset",
]
