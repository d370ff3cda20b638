#!/usr/bin/env python3
"""Writes the seeds of the fuzz targets: small files of every format, in our own words.

    python3 fuzz/seeds.py          # needs pyarrow for the table in Parquet, which is left as it is without

Each target has a folder under fuzz/seeds. The same files are the input of crates/cli/tests/seeds.
"""

import gzip
import io
import json
import pathlib
import zipfile
import zlib

SEEDS = pathlib.Path(__file__).parent / "seeds"
TEXT = "Two people were killed when shells fell on Karam on Friday, a doctor said.\n\nNobody else was hurt."


def write(target, name, content):
    folder = SEEDS / target
    folder.mkdir(parents=True, exist_ok=True)
    content = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(content)


def packed(content):
    """The same bytes on every machine: no name, no time."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as file:
        file.write(content)
    return out.getvalue()


def zstd(content):
    """One frame of one raw block (RFC 8878), with the length of its content in one byte or two."""
    assert 256 <= len(content) < 65792
    header = b"\x28\xb5\x2f\xfd" + bytes([0b0110_0000]) + (len(content) - 256).to_bytes(2, "little")
    return header + ((len(content) << 3) | 1).to_bytes(3, "little") + content


def plain():
    write("text", "bare.txt", TEXT)
    write("text", "front-matter.txt", f"---\noutlet: Wire\npublished: 2019-05-25\nlanguage: en\n---\n{TEXT}")
    write("text", "marked.txt", b"\xef\xbb\xbfpublished: 2019-05-25T10:00:00Z\noutlet: Wire\n\nTwo were killed.")
    write("text", "latin1.txt", b"La tr\xeave tient.")


LINES = "\n".join([
    json.dumps({"report": "a", "outlet": "Wire", "published": "2019-05-25", "text": TEXT}),
    '{"report": "b", "text": "Two \\ud83d\\ude00 \\ud800 fled", "published": 20190525, "more": [{"a": 1}]}',
    '{"report": 6, "text": null}',
    "no object",
    json.dumps({"report": "c", "published": "Sat, 25 May 2019 23:10:00 +0300", "text": "Three\tfled.", "meta": {"x": "y"}}),
]) + "\n"


def lines():
    write("json_lines", "lines.jsonl", LINES)
    write("json_lines", "short.jsonl", '{"text":"Two fled.","published":"2019-05-25"}')


PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Shells fall on Karam | Wire</title>
<meta property="og:site_name" content="Wire"><meta property="article:published_time" content="2019-05-25T10:00:00Z">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Shells fall on Karam",
"author": {{"name": "A. N. Other"}}, "datePublished": "2019-05-25"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Shells fall on Karam</h1><time datetime="2019-05-25">25 May</time>
<p>{TEXT[:75]}</p><p>The army &amp; the militia <b>denied</b> it.<br>Nobody claimed it &#x2014; yet.</p>
<table><tr><td>Killed</td><td>2</td></tr></table><ul><li>one</li></ul></article><footer>© Wire</footer></body></html>"""


def pages():
    write("html", "article.html", PAGE)
    live = "".join(
        f'<div class="live-entry" id="e{n}"><time datetime="2019-05-25T1{n}:00:00Z">1{n}:00</time>'
        f"<p>Entry {n}: {n + 2} shells fell on Karam, a resident said by telephone.</p></div>" for n in range(3))
    ld = json.dumps({"@type": "LiveBlogPosting", "headline": "Live", "liveBlogUpdate": [
        {"@type": "BlogPosting", "datePublished": "2019-05-25T10:00:00Z", "articleBody": "Two shells fell."}]})
    write("html", "live.html", f'<html><script type="application/ld+json">{ld}</script><body>{live}</body></html>')
    write("html", "odd.html", b"<html><meta charset=windows-1251><body><p>\xc4\xe2\xe0<p><div><table><svg><p>&#0;<![CDATA[x]]></html>")


def tables():
    write("table", "quoted.csv", 'outlet,published,text,more\r\nWire,2019-05-25,"Two, he said, ""fled"".\nMore.",x\r\nPost,,"Open')
    write("table", "bars.tsv", "text|published\nTwo fled|2019-05-25\n")
    write("table", "tabs.tsv", "published\ttext\tlanguage\n2019-05-25\tTwo fled\ten-GB\n")
    write("columns", "csv", "text=body, title=headline\nheadline,body\nShells,Two fled.\n")
    write("columns", "json", 'text=meta.body,published=day\n{"meta": {"body": "Two fled."}, "day": "2019-05-25"}\n')
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return
    rows = pyarrow.table({"text": ["Two fled.", None], "published": ["2019-05-25", "26 May 2019"], "n": [1, 2]})
    for compression in ["none", "zstd", "snappy"]:
        out = io.BytesIO()
        pyarrow.parquet.write_table(rows, out, compression=compression, store_schema=False)
        write("parquet", f"{compression}.parquet", out.getvalue())


def record(kind, content, more=""):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://wire.example/2019/05/25/karam\r\n{more}"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def archives():
    page = PAGE.encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    whole = answer + f"Content-Length: {len(page)}\r\n\r\n".encode() + page
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    chunked = answer + b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
    inner = packed(page)
    chunked += b"%x\r\n%s\r\n0\r\n\r\n" % (len(inner), inner)
    http = "Content-Type: application/http; msgtype=response\r\n"
    records = [
        record("warcinfo", b"software: none\r\n"),
        record("response", whole, http),
        record("response", answer + b"Transfer-Encoding: chunked\r\n\r\n" + chunks, http),
        record("response", chunked, http),
        record("conversion", TEXT.encode(), "Content-Type: text/plain\r\n"),
        record("resource", FEED.encode(), "Content-Type: application/rss+xml\r\n"),
    ]
    for name, one in zip(["info", "response", "chunked", "packed-body", "conversion", "resource"], records):
        write("warc", f"{name}.warc", one)
    write("warc", "all.warc", b"".join(records[1:5:3]))
    write("packed", "members.warc.gz", b"".join(packed(one) for one in records[3:]))
    write("packed", "lines.jsonl.gz", packed(LINES.encode()))
    write("packed", "lines.jsonl.zst", zstd(LINES.encode()))
    skippable = b"\x5d\x2a\x4d\x18" + (4).to_bytes(4, "little") + b"none"
    write("packed", "skippable.zst", skippable + zstd(LINES.encode()))
    for name, method in [("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED)]:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as file:
            for path, content in [("datapackage.json", b"{}"), ("archive/data.warc.gz", packed(records[4]))]:
                file.writestr(zipfile.ZipInfo(path, (2019, 5, 25, 0, 0, 0)), content, method)
        write("wacz", f"{name}.wacz", out.getvalue())


FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Wire</title><language>en-gb</language><item><title>Shells &amp; smoke</title><link>https://wire.example/1</link>
<pubDate>Sat, 25 May 2019 00:10:00 +0300</pubDate><content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item>
<item><description>Two &lt;b&gt;fled&lt;/b&gt;.</description></item></channel></rss>"""


def feeds():
    write("feed", "rss.xml", FEED)
    write("feed", "atom.xml", '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">Wire</title>'
          '<entry><title>A</title><link rel="alternate" href="https://wire.example/2"/><published>2019-05-25T10:00:00Z</published>'
          '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two fled.</p></div></content></entry></feed>')
    write("feed", "feed.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [
        {"id": "1", "url": "https://wire.example/3", "date_published": "2019-05-25T10:00:00Z", "content_html": "<p>Two fled.</p>"},
        {"id": 2, "content_text": "Three fled."}]}))
    write("opml", "list.opml", '<?xml version="1.0" encoding="utf-8"?><opml version="2.0"><body><outline text="News">'
          '<outline type="rss" text="Wire &amp; Post" xmlUrl="https://wire.example/rss"/>'
          '<outline title="Wire" xmlUrl="https://wire.example/rss"/></outline></body></opml>')


HEAD = "From: Wire Desk <desk@wire.example>\r\nTo: all@wire.example\r\nSubject: =?utf-8?q?Shells_fall?=\r\nDate: Sat, 25 May 2019 23:10:00 +0300\r\n"


def mails():
    write("mail", "plain.eml", f"{HEAD}\r\n{TEXT}\r\n")
    write("mail", "parts.eml", f"{HEAD}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
          "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Two =66led.</p>\r\n--b\r\n"
          "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--b--\r\n")
    box = f"From desk@wire.example Sat May 25 23:10:00 2019\n{HEAD}\nTwo fled.\n>From there they went on.\n\n".replace("\r", "")
    write("mailbox", "two.mbox", box * 2)


def papers():
    """PDF by hand: plain, with a packed page, and with a font whose codes have a map."""
    def paper(name, objects, trailer=""):
        out, places = b"%PDF-1.4\n", []
        for number, one in enumerate(objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
        write("pdf", name, out)

    def stream(content, more=b""):
        return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)

    shown = b"BT /F1 12 Tf 72 700 Td 14 TL (Two people were kil-) Tj T* [(led in) -300 (Karam.)] TJ (Three fled.) ' ET"
    top = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"]
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >> >>"
    simple = (b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 32 /Widths [278 300] "
              b"/Encoding << /Differences [1 /fi /uni0041 32 /space] >> >>")
    form = stream(b"/Artifact BMC BT /F1 9 Tf (draft) Tj ET EMC q 1 0 0 1 0 9 cm BT /F1 9 Tf (form) Tj ET Q",
                  b"/Type /XObject /Subtype /Form /Matrix [1 0 0 1 0 0] /Resources << /Font << /F1 5 0 R >> >>")
    info = b"<< /Title (Shells fell) /Author <FEFF0041> /CreationDate (D:20190525231000+03'00') >>"
    paper("plain.pdf", top + [page, stream(shown + b" /X1 Do"), simple, form, info], "/Info 7 0 R")
    paper("packed.pdf", top + [page, stream(zlib.compress(shown), b"/Filter /FlateDecode"), simple, form])
    mapped = b"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 8 0 R >>"
    below = b"<< /Type /Font /Subtype /CIDFontType2 /DW 500 /W [1 [500 510] 3 20 505] >>"
    codes = (b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0030> <0020> endbfchar "
             b"2 beginbfrange <0001> <001a> <0061> <0021> <0021> [<00660069>] endbfrange")
    glyphs = b"BT /F1 12 Tf 1 0 0 1 72 700 Tm <0014 0017 000f 0030 0004 0009 0005 0004 0021> Tj ET"
    paper("mapped.pdf", top + [page, stream(glyphs), mapped, form, below, stream(codes)])


RULES = """=== lexicons/en/numbers.toml
about = "Words that count."
source = "Any grammar."

[[row]]
id = "two"
word = ["two"]
tags = ["cardinal"]
value = 2

[[row]]
id = "killed"
word = ["killed"]
tags = ["harm"]

=== rules/en/cascade.toml
[define]
number = "(@cardinal+ | @digits)"

[[level]]
name = "counts"
mode = "group"
reads = []
writes = ["Count"]
why = "Counts come first."

[[level]]
name = "claims"
mode = "emit"
reads = ["Count"]
writes = ["Event"]
why = "What happened."
needs = ["harm"]

=== rules/en/counts/number.toml
id = "number"
status = "stable"
since = "0.1"
finds = "A number."
why = "It counts."
pattern = ["n=%number"]
gives = "Count"

[[hit]]
text = '''
They saw two there.
         ^^^ Count
'''

[[miss]]
text = '''
They saw some.
'''

=== rules/en/claims/harmed.toml
id = "harmed"
status = "stable"
since = "0.1"
finds = "Those who were harmed."
why = "It happened."
pattern = ["who=@Count .{0,4} ([were|was]? trigger=@harm)"]
gives = "Event"
"""


def rules():
    root = pathlib.Path(__file__).parent.parent
    write("rules", "toy", RULES)
    cascade = (root / "rules/en/cascade.toml").read_text()
    write("rules", "cascade", f"=== rules/en/cascade.toml\n{cascade[:2000]}")
    cards = sorted((root / "rules/en").glob("*/*.toml"))
    for card in cards[:: max(1, len(cards) // 6)]:
        write("rules", f"card-{card.stem}", f"=== rules/en/{card.parent.name}/{card.name}\n{card.read_text()[:2000]}")
    rows = min((root / "lexicons/en").glob("**/*.toml"), key=lambda path: path.stat().st_size)
    write("rules", "rows", f"=== lexicons/en/{rows.name}\n{rows.read_text()[:2000]}")


def claims():
    texts = [
        TEXT,
        "Between 12 and 15 soldiers, including three officers, were killed overnight on 24-25 May 2019 near Bree, the army said.",
        "At least 1,200 families fled since late April; dozens more — some two hundred and fifty — were missing as of Monday.",
        "KARAM, May 25 (Wire) - The ministry denied that its jets had bombed a hospital \"last Tuesday\", killing half a dozen.",
        "The toll rose to more than 360,000 dead since 2011. On the third day of the truce 2 1/2 houses and 1.5m people ...",
        "Al-Shabaab’s fighters killed 3-4 of “our men”, he said. Yesterday's attack wounded 0 and 99999999999999999999 more.",
    ]
    for number, text in enumerate(texts):
        write("claims", f"{number}.txt", text)
    quote = "Between 12 and 15 people were killed, a doctor said; “dozens” more — at least 1,200 — fled."
    outside = [
        {"report": "wire-1", "quote": quote, "made_by": "tool 1.0", "kind": "killed", "object": "people", "n": 12, "n_max": 15},
        {"report": "wire-1", "quote": "Two houses burned.", "made_by": "A", "kind": "destroyed", "object": "house", "n": "2",
         "confidence": 0.5, "date": "2019-05-24/2019-05-25", "period": "cumulative since 2019-05-01", "place": "Karam, X"},
        {"report": "wire-1", "quote": "two  houses  burned", "made_by": "A", "kind": "event", "vague": "dozens"},
    ]
    for number, claim in enumerate(outside):
        write("outside_claims", f"{number}.jsonl", json.dumps(claim))
    write("outside_claims", "all.jsonl", "\n".join(map(json.dumps, outside)))


def decisions():
    anchor = {"claim": "c-0123456789abcdef", "key": "k-0123456789abcdef", "report": "wire-1",
              "sentence": {"start": 0, "end": 31}, "figure": {"start": 0, "end": 3}, "kind": "killed", "type": "shelling",
              "object": "people"}
    incident = {"incident": "i-0123456789abcdef", "claims": [anchor]}
    verdicts = [
        {"verdict": "confirm", "about": {"claim": anchor}},
        {"verdict": "reject", "about": {"incident": incident}},
        {"verdict": "correct", "claim": anchor, "field": "n", "value": 5},
        {"verdict": "merge", "one": incident, "other": incident},
        {"verdict": "split", "incident": incident, "out": [anchor]},
        {"verdict": "grade", "source": "Northern Wire", "letter": "B"},
        {"verdict": "rate", "incident": incident, "digit": 3},
        {"verdict": "pin", "place": {"name": {"name": "Karam", "country": "SY"}}, "lat": 35.5, "lon": 36.5},
        {"verdict": "alias", "name": "the group", "actor": {"name": "Brigade of Karam", "side": "rebel"}},
        {"verdict": "undo", "decision": "d-0123456789abcdef"},
    ]
    whole = [dict(verdict, who="Rev", when="2019-05-26T10:00:00Z", why="seen") for verdict in verdicts]
    for decision in whole:
        write("decisions", f"{decision['verdict']}.jsonl", json.dumps(decision))
    write("decisions", "all.jsonl", "\n".join(map(json.dumps, whole)))


def queries():
    asked = [
        (0, "since=2019-05-01&until=2019-05-31&place=Karam&kind=killed&group=civilian&type=shelling&origins=2&page=1"),
        (1, "window=-180,-90,180,90&disputed=1&sort=killed&unreviewed=1&actor=a+b"),
        (7, "q=%22shells+fell%22+-alert&page=2"),
        (8, "done=1"),
        (9, "who=Rev&verdict=confirm&only=disputed&page=1"),
        (14, "verdict=confirm&claim=c-0123456789abcdef&seen=1&why=x&back=%2Freview"),
        (15, "name=Rev&next=%2F%2Fevil.example"),
    ]
    for which, words in asked:
        write("pages", f"{which}", bytes([which]) + words.encode())


for make in [plain, lines, pages, tables, archives, feeds, mails, papers, rules, claims, decisions, queries]:
    make()
for file in sorted(SEEDS.glob("*/*")):
    if file.parent.name in ["text", "json_lines", "html", "table", "warc", "feed", "mail", "mailbox", "pdf"]:
        write("any_file", f"{file.parent.name}-{file.name}", file.read_bytes())
