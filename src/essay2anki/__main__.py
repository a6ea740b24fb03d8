"""`python -m essay2anki`."""

from essay2anki.cli import main

if __name__ == "__main__":
    main(prog_name="essay2anki")
