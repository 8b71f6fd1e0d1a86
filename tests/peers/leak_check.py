"""A check for schemathesis: no answer may show the program's insides or another tenant's anything."""

import json
import os
import re

import schemathesis

FOREIGN = json.loads(os.environ["MADANG_PEER_FOREIGN"])
INSIDES = re.compile(
    r"node_modules|\.ts:\d+|\bat .{1,80} \(.*:\d+:\d+\)|SQLSTATE|syntax error at or near|relation \"|\bpg_catalog\b"
    r"|\binsert into \w|\bselect .{1,80} from \w+ where\b|\$argon2|secret_hash|password_hash",
    re.IGNORECASE,
)
DESCRIBES_ITSELF = ("/api/openapi.json", "/api/docs")


@schemathesis.check
def no_leak(ctx, response, case):
    if case.path.startswith(DESCRIBES_ITSELF):
        return
    text = response.text or ""
    found = INSIDES.search(text)
    if found:
        raise AssertionError(f"shows its insides: {found.group(0)[:80]}")
    sent = json.dumps([case.body if isinstance(case.body, (dict, list, str)) else "", case.query, case.path_parameters], default=str)
    for word in FOREIGN:
        if word in text and word not in sent:
            raise AssertionError(f"shows another tenant: {word}")
