"""What the simulated household can watch: all made up."""

from __future__ import annotations

from scroblarr_desktop.demo.catalogue import Alias, Catalogue, Translation


def household_catalogue() -> Catalogue:
    """Return a fresh catalogue of a few films and shows, the same ones each time."""
    catalogue = Catalogue()
    _add_films(catalogue)
    _add_shows(catalogue)
    return catalogue


def _add_films(catalogue: Catalogue) -> None:
    catalogue.add_movie(
        "The Lantern Year",
        2019,
        run_time_min=112,
        translations=[Translation("Das Laternenjahr", "de", "de")],
    )
    catalogue.add_movie(
        "A Small Weather",
        2023,
        run_time_min=97,
        original_title="Petite météo",
        language="fr",
        aliases=[Alias("Petite météo", "fr")],
    )
    catalogue.add_movie("Salt and Tin", 2021, run_time_min=134)
    # Two films of one name: only the year tells them apart.
    catalogue.add_movie("The Long Ferry", 1974, run_time_min=88)
    catalogue.add_movie("The Long Ferry", 2022, run_time_min=121)
    catalogue.add_movie("Paper Comets", 2025, run_time_min=104)


def _add_shows(catalogue: Catalogue) -> None:
    catalogue.add_show(
        "Harbour Street",
        2016,
        seasons={1: 8, 2: 8, 3: 6},
        specials=2,
        run_time_min=48,
        aliases=[Alias("Harbor Street", "us")],
        translations=[Translation("Hafenstraße", "de", "de")],
    )
    catalogue.add_show("The Night Bakers", 2024, seasons={1: 10}, run_time_min=24)
    catalogue.add_show(
        "Kites over Kanda",
        2020,
        seasons={1: 13, 2: 12},
        run_time_min=23,
        original_title="神田の凧",
        language="ja",
        aliases=[Alias("Kanda no Tako", "jp")],
    )
    catalogue.add_show("Glasshouse", 2012, seasons={1: 6, 2: 6}, run_time_min=58)
    catalogue.add_show("Glasshouse", 2025, seasons={1: 4}, run_time_min=44)
