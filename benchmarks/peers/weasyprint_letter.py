"""
A letter set in type by WeasyPrint, as often as asked: run by `benchmarks.letters` in an environment
that has it and nothing of ours.

In: JSON, with the letters' HTML and how often. Out: JSON, with the seconds each took and one PDF.
"""

import json
import sys
from base64 import b64encode
from time import perf_counter

import weasyprint  # type: ignore[import-not-found]  # it is in an environment of its own

asked = json.load(sys.stdin)
fonts = weasyprint.text.fonts.FontConfiguration()
took = []
made = b""
for number in range(asked["times"] + 1):
    began = perf_counter()
    page = weasyprint.HTML(string=asked["html"][number % len(asked["html"])])
    made = page.write_pdf(pdf_variant="pdf/ua-1", font_config=fonts)
    took.append(perf_counter() - began)
json.dump({"took": took[1:], "pdf": b64encode(made).decode()}, sys.stdout)
