"""How Sphinx builds these pages."""

from __future__ import annotations

import tomllib
from pathlib import Path

_PROJECT = tomllib.loads(Path(__file__).parent.with_name("pyproject.toml").read_text(encoding="utf-8"))["project"]

project = "followup_rules"
release = version = _PROJECT["version"]

extensions = ["myst_parser", "sphinx.ext.autodoc"]
# the decisions are part of the page of `recommended`, which is made from them
exclude_patterns = ["_build", "README.md", "documents/recommended_decisions.md"]

# statements are rows of tables, each with an anchor of its own
myst_enable_extensions = ["attrs_inline"]
myst_heading_anchors = 3

# a word in single backticks, in a docstring, is code
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
maximum_signature_line_length = 88

html_theme = "furo"
html_title = f"followup_rules {release}"
html_show_copyright = False
