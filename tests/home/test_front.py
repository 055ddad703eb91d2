"""The site's own pages."""

import pytest

from tests.cast import CampaignFactory


@pytest.mark.django_db
def test_the_front_page_says_what_to_do_when_nothing_is_there(client):
    assert "还没有公开的活动" in client.get("/").content.decode()


@pytest.mark.django_db
def test_a_reader_chooses_english_and_keeps_it(client):
    CampaignFactory()
    client.post("/language/", {"language": "en", "next": "/"})

    page = client.get("/").content.decode()

    assert '<html lang="en"' in page
    assert "Walking the same road" in page


@pytest.mark.django_db
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_a_reader_chooses_the_colours_and_keeps_them(client, theme):
    client.post("/theme/", {"theme": theme, "next": "/accessibility/"})

    assert f'data-theme="{theme}"' in client.get("/").content.decode()


@pytest.mark.django_db
def test_choosing_colours_never_leads_to_another_site(client):
    answer = client.post("/theme/", {"theme": "dark", "next": "https://elsewhere.example/"})

    assert answer.headers["Location"] == "/"


@pytest.mark.django_db
def test_an_address_that_is_not_there_says_what_to_do(client):
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "请检查网址" in answer.content.decode()


@pytest.mark.django_db
def test_the_components_page_shows_a_form_with_its_errors(client):
    page = client.get("/components/?name=").content.decode()

    assert 'href="#id_name"' in page
    assert 'aria-invalid="true"' in page
