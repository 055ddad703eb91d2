"""What the database refuses about frozen figures: they change only together with an erratum that says how.

``figures_figure.corrections`` counts the errata that were worked in. One more erratum than that opens the figure: its
list may be written anew, and the row moves on to exactly what the erratum says, which closes it again. Errata stay.
"""

from tongxing.common.guards import DELETE, UPDATE, written_once

FIGURE = "A frozen figure changes by an erratum alone and is never taken out (docs/decisions/0036)."
ENTRY = "The frozen list of a figure changes by an erratum alone (docs/decisions/0036)."
ERRATUM = "An erratum is neither changed nor taken out (docs/decisions/0036)."

BY_ERRATUM = """
NEW.id = OLD.id AND NEW.campaign_id = OLD.campaign_id AND NEW.event_id = OLD.event_id AND NEW.key = OLD.key
AND NEW.corrections = OLD.corrections + 1
AND NEW.corrections = (SELECT COUNT(*) FROM figures_erratum made WHERE made.figure_id = OLD.id)
AND EXISTS (
    SELECT 1 FROM figures_erratum made WHERE made.figure_id = OLD.id
    AND made.old_hash = OLD.hash AND made.new_hash = NEW.hash
    AND made.old_value = OLD.value AND made.new_value = NEW.value
)
"""
IS_OPEN = """
(SELECT COUNT(*) FROM figures_erratum made WHERE made.figure_id = OLD.figure_id)
= (SELECT corrections FROM figures_figure WHERE id = OLD.figure_id) + 1
"""

GUARDS = [
    *written_once("figures_figure", FIGURE, unless={UPDATE: BY_ERRATUM}),
    *written_once("figures_figureentry", ENTRY, unless={DELETE: IS_OPEN}),
    *written_once("figures_erratum", ERRATUM),
]
