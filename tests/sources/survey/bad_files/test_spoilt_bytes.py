"""Whatever the bytes of a file are: faults that can be read, never a traceback."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

READ_APART = (".xlsx", ".xls", ".sav", ".dta")  # each in a process of its own, which takes a while

many = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
few = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def spoilt(draw: st.DrawFn, content: bytes) -> bytes:
    """Cut off, cut out, put twice, or change some bytes."""
    one, two = sorted(draw(st.tuples(*[st.integers(0, len(content))] * 2)))
    how = draw(st.sampled_from(["cut off", "cut out", "doubled", "changed"]))
    if how == "changed":
        spoilt = bytearray(content)
        for at in draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=20)):
            spoilt[at] = draw(st.sampled_from([0, 0x7F, 0x80, 0xFF]) | st.integers(0, 255))
        return bytes(spoilt)
    return {"cut off": content[:one], "cut out": content[:one] + content[two:], "doubled": content[:two] + content[one:]}[how]


@pytest.mark.parametrize("suffix", READ_APART)
@few
@given(st.data())
def test_a_spoilt_file_that_is_read_apart(check, seeds, suffix, data):
    check(data.draw(spoilt(seeds[suffix])), f"survei{suffix}")


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
@many
@given(st.data())
def test_a_spoilt_file_that_is_scanned(check, seeds, suffix, data):
    check(data.draw(spoilt(seeds[suffix])), f"survei{suffix}")


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
@few
@given(st.data())
def test_a_spoilt_file_and_an_engine(check, seeds, engine, data):
    check(data.draw(spoilt(seeds[".parquet"])), "survei.parquet", engine=engine)
    check(data.draw(spoilt(seeds[".csv"])), "survei.csv", engine=engine)


@many
@given(st.binary(max_size=300))
def test_any_bytes(check, content):
    check(content, "survei.csv")


@many
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text(check, text, encoding):
    check(text.encode(encoding, "surrogatepass"), "survei.csv")


@many
@given(st.lists(st.lists(st.text("0123456789.,;-\"'=@<&\n\tabé ", max_size=8), min_size=3, max_size=3), min_size=1, max_size=6))
def test_any_answers(check, rows):
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    check("\n".join(["lokasi,produk,omzet", *quoted]), "survei.csv")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".xls", ".sav", ".dta", ".parquet"])
def test_the_file_that_is_spoilt_is_good(check, seeds, suffix):
    checked = check(seeds[suffix], f"survei{suffix}")
    assert checked.faults == ()
    assert checked.checked[0].firms["n"].sum() == 6
