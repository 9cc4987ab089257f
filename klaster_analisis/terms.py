"""
The codes that frames and files are written in, and their order.

Questions and answers are not here: they are read from the codebook.
"""

# Columns of a tidy frame of counted rows.
LOKASI = "lokasi"
PERTANYAAN = "pertanyaan"
JAWABAN = "jawaban"
N = "n"

# Further columns of a survey's counted rows: wave, kind of missing answer, sum of weights.
GELOMBANG = "gelombang"
KOSONG = "kosong"
BOBOT = "bobot"

# Why an answer is missing. A codebook may name more kinds; these are made by reading.
TANPA_JAWABAN = "tanpa_jawaban"  # nothing stands there
TIDAK_BERLAKU = "tidak_berlaku"  # not asked, because of another answer
TAK_DIJELASKAN = "tak_dijelaskan"  # marked as missing, without a reason
KELIRU = "keliru"  # something stands there, but it is no answer
TAK_DIRINCI = "tak_dirinci"  # several kinds as one, because few firms are of one of them
MADE_MISSING = (TANPA_JAWABAN, TIDAK_BERLAKU, TAK_DIJELASKAN, KELIRU, TAK_DIRINCI)

# Groups of questions in the codebook.
DINAMIKA = "dinamika"
KERJASAMA = "kerjasama"
KEAKTIFAN = "keaktifan"
MASALAH = "masalah"

# Whether a cooperation exists.
ADA = "ada"
TIDAK_ADA = "tidak_ada"

# Whether one of several answers was chosen.
YA = "ya"
TIDAK = "tidak"

# A row or column that sums up the others; and all other places as one.
TOTAL = "total"
TEMPAT_LAIN = "tempat_lain"
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
FOCUS_NEEDED, FOCUS_RECEIVED = "fokus_dibutuhkan", "fokus_diterima"

LANGUAGES = ("id", "en")
STUDY = "studi"
