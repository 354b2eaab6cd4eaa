"""`python -m netlens` is the command `netlens`."""

from netlens.cli import main

if __name__ == "__main__":
    main()
