"""The domains in play: one file each, one value each. To add a domain, add a file and name it here."""

from seawar.domains.air import AIR
from seawar.domains.diplomatic import DIPLOMATIC
from seawar.domains.generic import GENERIC

DOMAINS = (GENERIC, AIR, DIPLOMATIC)
