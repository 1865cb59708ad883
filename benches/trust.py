#!/usr/bin/env python3
"""How far findings can be trusted: published papers as they are, and with one fault each.

  benches/trust.py PROGRAM FOLDER... [--faults N] [--show FILE]

Each FOLDER is a corpus of papers as text (`*.txt`). A paper is clean where `check` finds no error. Into
each clean one at most N faults a kind are put (5 where it is not said), always at the same places: an item
deleted, doubled, misprinted, swapped with the next, moved three on; a section deleted. Only markers of lists
with at least three members on both sides are hurt. What `check` then says is right where it is one error
and stands at the fault, and silent where it is none. `--show` writes each that is not right to FILE.

Prints a table by corpus and one by kind. Precision is what share of the errors of papers with a fault stand
at it; recall, what share of the faults is told by an error at it."""
import argparse, collections, json, os, random, subprocess, tempfile

KINDS = ["deleted", "doubled", "misprinted", "swapped", "moved", "section deleted"]


def run(program, *args):
    return subprocess.run([program, *args], capture_output=True, text=True, timeout=120).stdout


def errors(program, path):
    """The errors of a paper, as (code, line, message)."""
    report = json.loads(run(program, "check", "--format", "json", path))
    found = [one for paper in report["files"] for one in paper["diagnostics"]]
    return [(d["code"], d["line"], d["message"]) for d in found if d["severity"] == "error"]


def lists(document):
    """The lists of marked blocks: each block as (start, end, line, kind, marker)."""
    out = []

    def walk(blocks):
        here = collections.defaultdict(list)
        for block in blocks:
            marker = block.get("marker")
            if marker and not marker.get("inserted"):
                here[marker["style"]].append(block)
            walk(block.get("blocks", []))
        out.extend(here.values())

    for part in document["parts"]:
        walk(part["blocks"])
    return out


def misprinted(raw, value):
    """A marker with another number, where its number is in digits."""
    digits = str(value)
    return raw.replace(digits, str(value + 10), 1) if digits in raw else None


def faults(data, document, most):
    """(kind, text, lines at which it may be told) for each fault, in bytes."""
    chance = random.Random(20170223)
    for kind in KINDS:
        section = kind == "section deleted"
        places = []
        for members in lists(document):
            for at in range(3, len(members) - 3):
                if (members[at]["kind"] == "section") != section:
                    continue
                # What runs straight through sections is another fault when one goes.
                if section and any(b["kind"] == "item" for b in members[at].get("blocks", [])):
                    continue
                places.append((members, at))
        chance.shuffle(places)
        made = 0
        for members, at in places:
            if made == most:
                break
            own, behind = members[at], members[at + 1]
            # From one line start to the next: what stands between belongs to the block.
            cut = lambda block: data.rfind(b"\n", 0, block["span"]["start"]) + 1
            start, end = cut(own), cut(behind)
            if not start < end:
                continue
            body = data[start:end]
            lines = body.count(b"\n")
            first, next_line = own["line"], behind["line"]
            if kind in ("deleted", "section deleted"):
                text, told = data[:start] + data[end:], {first}
            elif kind == "doubled":
                text, told = data[:end] + body + data[end:], {first, first + lines}
            elif kind == "misprinted":
                raw = own["marker"]["raw"]
                other = misprinted(raw, own["marker"]["value"])
                if other is None:
                    continue
                a, z = own["marker"]["span"]["start"], own["marker"]["span"]["end"]
                text, told = data[:a] + other.encode() + data[z:], {first}
            elif kind == "swapped":
                last = cut(members[at + 2])
                if not end < last:
                    continue
                text = data[:start] + data[end:last] + body + data[last:]
                told = {first, first + data[end:last].count(b"\n")}
            else:
                to = cut(members[at + 3])
                if not end < to:
                    continue
                text = data[:start] + data[end:to] + body + data[to:]
                # Where it is missing, or where it stands now.
                told = {first, first + data[end:to].count(b"\n")}
            made += 1
            yield kind, text, told


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", nargs="+")
    parser.add_argument("--faults", type=int, default=5)
    parser.add_argument("--show")
    args = parser.parse_args()
    by_corpus, by_kind = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    shown = []
    with tempfile.TemporaryDirectory() as scratch:
        hurt = os.path.join(scratch, "hurt.txt")
        for folder in args.folder:
            corpus = by_corpus[os.path.basename(os.path.normpath(folder))]
            for name in sorted(n for n in os.listdir(folder) if n.endswith(".txt")):
                path = os.path.join(folder, name)
                corpus["papers"] += 1
                if errors(args.program, path):
                    continue
                corpus["clean"] += 1
                data = open(path, "rb").read()
                document = json.loads(run(args.program, "parse", path))
                if document["source"].get("encoding") != "UTF-8" or data.startswith(b"\xef\xbb\xbf"):
                    continue
                for kind, text, told in faults(data, document, args.faults):
                    with open(hurt, "wb") as file:
                        file.write(text)
                    found = errors(args.program, hurt)
                    at = sum(line in told for _, line, _ in found)
                    verdict = "silent" if not found else "right" if len(found) == at == 1 else "several" if at else "elsewhere"
                    for table in (corpus, by_kind[kind]):
                        table[verdict] += 1
                        table["faults"] += 1
                        table["errors"] += len(found)
                        table["at"] += at
                        table["told"] += at > 0
                    if verdict != "right" and args.show:
                        shown.append(f"{path}: {kind}, lines {sorted(told)}: {verdict} {found}")
    columns = ["faults", "right", "silent", "several", "elsewhere"]
    share = lambda part, whole: f"{100 * part / whole:.1f}" if whole else "–"
    for title, tables in (("corpus", by_corpus), ("kind", by_kind)):
        clean = ["papers", "clean"] if title == "corpus" else []
        print(f"{title:18}" + "".join(f"{c:>10}" for c in [*clean, *columns, "precision", "recall"]))
        total = sum(tables.values(), collections.Counter())
        for name, t in [*tables.items(), ("all", total)]:
            figures = [t[c] for c in clean] + [t[c] for c in columns]
            figures += [share(t["at"], t["errors"]), share(t["told"], t["faults"])]
            print(f"{name:18}" + "".join(f"{f:>10}" for f in figures))
        print()
    if args.show:
        with open(args.show, "w", encoding="utf-8") as file:
            file.write("\n".join(shown) + "\n")


if __name__ == "__main__":
    main()
