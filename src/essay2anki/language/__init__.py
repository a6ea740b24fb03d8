"""Language: sentences, dates, names and clauses. Only `parse` knows the parser."""

from essay2anki.language.analyse import analyse

__all__ = ["analyse"]
