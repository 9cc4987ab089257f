"""``python -m klaster_analisis`` is the `klaster` command."""

from klaster_analisis.cli import main

if __name__ == "__main__":
    main()
