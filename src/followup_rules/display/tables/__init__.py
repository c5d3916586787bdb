"""What the library finds, laid out for a terminal: a module for each report, and `layout`, which they share.

This is the one package that needs `rich`. Whatever comes from an input is wrapped in `rich.text.Text`, so that nothing
in it is read as markup, and nothing is told by colour alone.
"""
