"""What was compiled from other sources is never taken for these."""

from engines.matching.compiled import cache_folder


def test_a_change_in_any_source_asks_for_another_folder(tmp_path):
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    one.write_text("TILE = 512")
    other.write_text("from one import TILE")
    before = cache_folder([one, other], tmp_path)

    assert cache_folder([other, one], tmp_path) == before
    one.write_text("TILE = 256")
    assert cache_folder([one, other], tmp_path) != before
