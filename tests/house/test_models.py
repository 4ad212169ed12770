"""Links between tables, which the contracts between rooms cannot see."""

from django.apps import apps


def links() -> set[tuple[str, str]]:
    """Return each pair of different apps of which one has a table that links to the other's."""
    return {
        (model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model
        and field.related_model._meta.app_label != model._meta.app_label
    }


def test_the_walk_sees_a_link_that_is_there() -> None:
    assert ("auth", "contenttypes") in links()


def test_no_table_links_into_the_ledger_or_out_of_it() -> None:
    assert [link for link in links() if "ledger" in link] == []
