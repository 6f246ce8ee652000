"""The domains in play: one file each, one value each. To add a domain, add a file and name it here."""

from seawar.domains.air import AIR
from seawar.domains.cyber import CYBER
from seawar.domains.diplomatic import DIPLOMATIC
from seawar.domains.economic import ECONOMIC
from seawar.domains.generic import GENERIC
from seawar.domains.maritime import MARITIME
from seawar.domains.programmes import PROGRAMMES

DOMAINS = (GENERIC, AIR, MARITIME, CYBER, ECONOMIC, DIPLOMATIC, PROGRAMMES)
