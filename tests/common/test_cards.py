"""A table shown as cards on a telephone: each value carries the name of its column."""

from tongxing.common.templatetags.tables import as_cards

TABLE = (
    '<table class="table"><caption>People</caption>'
    '<thead><tr><th scope="col">Name</th><th scope="col" class="number">Age &amp; <b>kin</b></th><th>Do</th></tr>'
    "</thead>"
    '<tbody><tr><th scope="row">Lin</th><td class="number">24</td><td><button>Go</button></td></tr>'
    '<tr><td colspan="3">Nobody</td></tr><tr><td>Bao</td><td>{long}</td><td></td></tr></tbody></table>'
)


def test_each_value_carries_the_name_of_its_column():
    cards = as_cards(TABLE)

    assert '<td class="number" role="cell" data-label="Age &amp; kin">24</td>' in cards
    assert '<td role="cell" data-label="Name">Bao</td>' in cards


def test_a_table_laid_out_as_cards_stays_a_table_to_a_screen_reader():
    cards = as_cards(TABLE)

    assert '<table class="table table--cards" role="table">' in cards
    assert '<th scope="row" role="rowheader"' in cards
    assert '<th scope="col" role="columnheader">Name' in cards
    assert cards.count('role="row"') == 4


def test_what_is_long_or_pressed_gets_the_whole_width():
    cards = as_cards(TABLE.format(long="a sentence that is longer than a column"))

    assert 'data-label="Do" class="table__acts"' in cards or 'class="table__acts" role="cell" data-label="Do"' in cards
    assert 'class="table__long" role="cell"' in cards
    assert '<td colspan="3" role="cell">Nobody' in cards
