"""What seawar costs against a peer and against floors: `make bench`.

Absolute figures drift by a factor of two between runs and machines, so a timed test was refused. Whatever
is compared here is measured in turn within one run (one, the other, one, the other), and the ratio counts.
"""
