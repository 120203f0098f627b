"""What the parts of a score are called, beside the modalities. Needs no torch."""

from __future__ import annotations

#: What was learned beyond the item's content; popularity and activity; the hour of the day.
COLLABORATIVE, BIAS, HOUR = "collaborative", "bias", "hour"
#: The modality that is made of the training histories.
BEHAVIOUR = "behaviour"
#: Before the name of a voter, which is that of a modality or CHOICES: who looks at who chose what.
NEAR, CHOICES = "near ", "choices"
