"""What a Chinese cell or sentence of the field means: wages, numbers of people, education, telephone numbers,
accommodations, and wording that shuts people out. Pure functions; nothing of Django.

>>> wage("4k-6k").min
4000
>>> headcount("若干").problem
'vague'
>>> [finding.text for finding in exclusions("身体健全，有驾驶证")]
['身体健全']
"""

from engines.wording.accommodating import (
    ACCOMMODATION_GROUPS,
    ACCOMMODATIONS,
    BY_CODE,
    Accommodation,
    accommodations,
    codes_of,
    mask_of,
)
from engines.wording.excluding import SUGGESTIONS, Finding, exclusions
from engines.wording.headcounts import Headcount, headcount
from engines.wording.levels import Education, education, schooling
from engines.wording.names import letters, name_key
from engines.wording.telephones import Phone, phone
from engines.wording.text import folded, prose, without_controls, without_invisible
from engines.wording.wages import Wage, wage
from engines.wording.wages.paying import Pay, pay

__all__ = [
    "ACCOMMODATIONS",
    "ACCOMMODATION_GROUPS",
    "BY_CODE",
    "SUGGESTIONS",
    "Accommodation",
    "Education",
    "Finding",
    "Headcount",
    "Pay",
    "Phone",
    "Wage",
    "accommodations",
    "codes_of",
    "education",
    "exclusions",
    "folded",
    "headcount",
    "letters",
    "mask_of",
    "name_key",
    "pay",
    "phone",
    "prose",
    "schooling",
    "wage",
    "without_controls",
    "without_invisible",
]
