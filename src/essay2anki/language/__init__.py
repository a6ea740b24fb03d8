"""Language: sentences, dates, names and clauses. Only `parse` knows the parser.

Nothing is imported here: who wants a date by rule need not wait for the clauses.
"""
