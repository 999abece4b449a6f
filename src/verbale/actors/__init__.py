"""Who is who: countries, bodies, institutions, people and their dated offices.

>>> actors = load_actors()
>>> actors.resolve("the Japanese prime minister", "2024-01-30")[0].name
'Fumio Kishida'

``actors.resolve(expression, date, context)`` answers one expression, ``actors.scan(text, date)`` finds
the names and titles of a whole text, ``actors.title_parts(expression)`` cuts title and name.
"""

from verbale.actors.actors import Actors, load_actors
from verbale.actors.pieces import Resolution, TitleParts
from verbale.actors.scan import Sighting

__all__ = ["Actors", "Resolution", "Sighting", "TitleParts", "load_actors"]
