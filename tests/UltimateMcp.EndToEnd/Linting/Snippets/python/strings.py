#: an invalid escape in a pattern
#= 3:19 warning W605 fixable
import re

print(re.findall("\d+", "a1 b22"))

#: two invalid escapes in one string
#= 1:12 warning W605 fixable
#= 1:15 warning W605 fixable
pattern = "\w+\s"

#: an invalid escape after a valid one
#= 1:12 warning W605 fixable
text = "a\n\q"

#: an invalid escape on the second line of a long string
#= 2:8 warning W605 fixable
text = """first
second \. third
"""

#: an invalid escape in an f-string
#= 2:12 warning W605 fixable
n = 1
print(f"{n}\d")

#: an invalid escape in bytes
#= 1:10 warning W605 fixable
data = b"\d"

#: escapes that are all valid
text = "\\ \' \" \a \b \f \n \r \t \v \0 \012 \x41 \N{DIGIT ONE} \u0041 \U00000041 \
end"
raw = r"\d\w\s"
raw_f = rf"\d{raw}"

#: an f-string without a placeholder
#= 1:7 warning F541 fixable
print(f"hello")

#: an f-string without a placeholder but with doubled braces
#= 1:7 warning F541 fixable
print(f"{{hello}}")

#: two f-strings side by side of which neither has a placeholder
#= 1:7 warning F541 fixable
#= 1:12 warning F541 fixable
print(f"a" f"b")

#: two f-strings side by side of which one has a placeholder
n = 1
print(f"a" f"{n}")

#: a percent format with a list for named values
#= 1:7 warning F502
print("%(name)s" % ["Ada"])

#: a percent format with a dictionary for two positions
#= 1:7 warning F503
#= 1:7 warning F507
print("%s and %s" % {"a": 1})

#: an unused named value of a percent format
#= 1:7 warning F504
print("%(a)s" % {"a": 1, "b": 2})

#: a missing named value of a percent format
#= 1:7 warning F505
print("%(a)s %(b)s" % {"a": 1})

#: a percent format that mixes names and positions
#= 1:7 warning F506
print("%(a)s %s" % {"a": 1})

#: too few values for a percent format
#= 1:7 warning F507
print("%s is %s years old" % ("Ada",))

#: too many values for a percent format
#= 1:7 warning F507
print("%s" % (1, 2))

#: a star width with named values
#= 1:7 warning F506
#= 1:7 warning F508
print("%(a)*s" % {"a": 1})

#: an unknown character in a percent format
#= 1:7 warning F509
#= 1:7 error PLE1300
print("%y" % 5)

#: an incomplete percent format
#= 1:7 warning F501
print("100%" % 5)

#: a percent format with the wrong type
#= 1:7 error PLE1307
print("%d apples" % "three")

#: a percent format of a float as hexadecimal
#= 1:7 error PLE1307
print("%x" % 1.5)

#: an invalid format call
#= 1:7 warning F521
print("{".format(1))

#: an unused named argument of a format call
#= 1:7 warning F522
print("{a}".format(a=1, b=2))

#: an unused positional argument of a format call
#= 1:7 warning F523
print("{0}".format(1, 2))

#: a missing argument of a format call
#= 1:7 warning F524
print("{a} {b}".format(a=1))

#: automatic and manual numbering in a format call
#= 1:7 warning F525
print("{} {1}".format(1, 2))

#: strip with a word
#= 2:7 warning B005
#= 2:18 error PLE1310
name = "report.txt"
print(name.strip("text"))

#: left strip of a prefix with a repeated letter
#= 2:7 warning B005
#= 2:18 error PLE1310
url = "https://example.org"
print(url.lstrip("https://"))

#: strip with a repeated character of a literal
#= 1:7 warning B005
#= 1:21 error PLE1310
print("hello".strip("aab"))

#: strip with different characters
print(" (a) ".strip(" ()"), "x".lstrip("abc"), "y".rstrip())

#: format strings that are all right
args = (1, 2)
data = {"a": 1, "b": 2}
print("%s %s" % args, "%(a)d %(b)5.2f %%" % data, "%s" % 5, "%s" % (5,), "%-10s|" % "x")
print("{} {}".format(*args), "{a} {b:>{width}}".format(**data, width=4), "{0[a]} {0}".format(data))
print("{{}}".format(), "{!r:^10}".format("x"), "%.*f" % (2, 1.5), "%5d%%" % 50)

#: a logging call with too many arguments
#= 3:1 error PLE1205
import logging

logging.error("cannot open %s", "a.txt", 3)

#: a logging call with too few arguments
#= 4:1 error PLE1206
import logging

logger = logging.getLogger(__name__)
logger.warning("%s of %s", 1)

#: logging calls that are all right
import logging

logger = logging.getLogger(__name__)
logger.info("started")
logger.info("%s of %s", 1, 2)
logger.error("100%% of %(name)s", {"name": "x"})
logger.debug("no arguments, so %s stays")
logger.exception("failed", exc_info=True, extra={"a": 1})

#: a getenv call with a number
#= 3:17 error PLE1507
import os

print(os.getenv(1))

#: a percent sign that is a modulo
minutes = 130
print(minutes % 60, "%02d" % (minutes % 60))

#: an f-string as a docstring
#= 2:5 warning B021
def area(r):
    f"Return the area for {r}."
    return 3 * r * r

#: a quoted annotation with a syntax error
#= 1:17 error F722
def parse(text: "list of str"):
    return text

#: a backspace character in a string
#= 1:10 error PLE2510
mark = "ab"

#: a substitute character in a string
#= 1:12 error PLE2512
mark = "end"

#: an escape character in a string
#= 1:8 error PLE2513
red = "[31m"

#: a zero width space in a string
#= 1:13 error PLE2515
word = "zero​width"

#: a right to left override in a string
#= 1:1 error PLE2502
access = "user‮ admin"

#: control characters written as escapes
marks = "\b\x1a\x1b[31m\u200b\u202e"
print(marks)

#: an f-string without a placeholder with a comment nearby
#= 2:5 warning F541 fixable
print(
    f"hello"  # a greeting
)

#: an f-string with a raw prefix and no placeholder
#= 1:7 warning F541 fixable
#= 1:15 warning F541 fixable
print(fr"\d", rf"\w")

#: a raw f-string nested in another
#= 2:17 warning F541 fixable
name = "x"
print(f"{name + f'y'}")
