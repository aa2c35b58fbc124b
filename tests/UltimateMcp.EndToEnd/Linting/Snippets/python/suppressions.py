#: a noqa comment with a rule
#= 1:12 info suppression
import os  # noqa: F401

#: a noqa comment without a rule
#= 1:12 info suppression
import os  # noqa

#: a noqa comment for another rule
#= 1:8 warning F401
#= 1:12 info suppression
import os  # noqa: E711

#: a noqa comment in capital letters
#= 1:12 info suppression
import os  # NOQA

#: a noqa comment for a whole file
#= 1:1 info suppression
# ruff: noqa
import os

x = 1
if x == None:
    print(x)

#: a noqa comment for one rule in a whole file
#= 1:1 info suppression
#= 5:9 warning E711
# ruff: noqa: F401
import os

x = 1
if x == None:
    print(x)

#: a noqa comment of flake8 for a whole file
#= 1:1 info suppression
# flake8: noqa
import os

#: only the first of several comments is reported
#= 1:12 info suppression
#= 3:8 warning F401 fixable
import os  # noqa: F401
import sys  # noqa: F401
import json

#: rules turned off for a range of lines
#= 1:1 info suppression
#= 5:8 warning F401 fixable
# ruff: disable[F401]
import os
import sys
# ruff: enable[F401]
import json

#: a suppression with an explanation
#= 2:16 info suppression
x = 1
if x == None:  # noqa: E711 - a column of the database
    print(x)

#: two rules in one comment
#= 1:17 info suppression
import os, sys  # noqa: E401, F401

#: a comment that turns a rule off where nothing is wrong
#= 1:16 info suppression
total = 1 + 2  # noqa: F821
print(total)

#: a noqa comment at the end of a string of several lines
#= 3:6 info suppression
text = """
\d
"""  # noqa: W605
print(text)

#: noqa inside a string is no comment
text = "# noqa"
print(text, '# ruff: noqa')

#: comments of other tools
import os  # nosec
import sys  # pylint: disable=consider-using-from-import

print(os.name, sys.argv)  # type: ignore
x = 1  # fmt: skip
# mypy: ignore-errors
# pragma: no cover
# The noqa comments may go some day.

#: a comment of another tool does not turn a rule off
#= 1:8 warning F401
import os  # pylint: disable=unused-import

#: a suppression in a comment after other words
#= 1:12 info suppression
import os  # needed later  # noqa: F401

#: a suppression does not hide a syntax error
#= 1:1 info suppression
#= 2:15 error invalid-syntax
# ruff: noqa
print("a" "b" 3)

#: words that only look like a directive
#= 1:8 warning F401 fixable
#= 2:8 warning F401 fixable
#= 3:8 warning F401 fixable
import os
import re
import sys
x = 1  # noqa-ish
y = 2  # noqa:
z = 3  # ruff: noqa: E703

#: a directive for the whole file stands on a line of its own
#= 2:1 info suppression
import os
# ruff: noqa: F401
