"""
The codes that frames and files are written in, and their order.

Questions and answers are not here: they are read from the codebook.
"""

# Columns of a tidy frame of counted rows.
LOKASI = "lokasi"
PERTANYAAN = "pertanyaan"
JAWABAN = "jawaban"
N = "n"

# Groups of questions in the codebook.
DINAMIKA = "dinamika"
KERJASAMA = "kerjasama"
KEAKTIFAN = "keaktifan"
MASALAH = "masalah"

# Whether a cooperation exists.
ADA = "ada"
TIDAK_ADA = "tidak_ada"

# A row or column that sums up the others.
TOTAL = "total"
JUMLAH = "jumlah"

# What is printed of a score.
RATA_RATA = "rata_rata"
MINIMUM = "minimum"
MAKSIMUM = "maksimum"
MEASURES = (RATA_RATA, MINIMUM, MAKSIMUM)

# What else a printed number may be.
PERSEN = "persen"
SD = "sd"

# The four focuses of coaching, in the order the province names them.
FOCUSES = ("modal_sosial", "produksi", "keuangan", "pemasaran")

LANGUAGES = ("id", "en")
STUDY = "studi"
