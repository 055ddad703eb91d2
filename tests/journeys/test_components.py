"""The components page, in each theme."""

import pytest


@pytest.mark.parametrize("theme", ["浅色", "深色", "高对比度"])
def test_every_component_in_every_theme(open_browser, db, theme):
    reader = open_browser()

    reader.visit("/components/?name=")
    reader.press(theme)

    reader.visit("/components/?name=")


def test_the_first_tab_leads_past_the_links_at_the_top(open_browser, db):
    reader = open_browser()
    reader.visit("/accessibility/")

    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")

    assert reader.page.evaluate("document.activeElement.id") == "main"
