"""Pure functions over readings: tables of statements, positions, claims, the timeline, the network.

:func:`show` gives a view by its name; :data:`FORMATS` turns a table into text.
"""

from verbale.views.formats import FORMATS, format_table
from verbale.views.show import VIEWS, show
from verbale.views.table import Table
from verbale.views.verify import verify

__all__ = ["FORMATS", "VIEWS", "Table", "format_table", "show", "verify"]
