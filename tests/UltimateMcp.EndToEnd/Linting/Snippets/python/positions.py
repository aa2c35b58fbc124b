#: a finding after a tab
#= 3:14 warning E711
#= 4:10 error F821
def f():
	value = 1
	if value == None:
		return missing

#: a finding after a tab inside a line
#= 2:13 warning E711
x	= 1
print(	x	== None)

#: a finding after an emoji in a string
#= 1:13 error F821
print("😀", missing)

#: a finding after three emoji and a letter outside ascii
#= 1:19 error F821
print("😀é😀ü😀", missing)

#: a finding after a family emoji with joiners
#= 1:19 error F821
print("👩‍👩‍👧", missing)

#: a finding after chinese characters
#= 1:16 error F821
print("你好，世界", missing)

#: a finding after an astral letter
#= 1:20 error F821
#= 1:23 error F821
print("𝒳 and 𝒴", a, b)

#: a finding after a combining accent
#= 1:12 error F821
print("é", missing)

#: an emoji in a comment of the line before
#= 2:1 warning E731
# 😀😀😀
square = lambda x: x * x  # 😀

#: an emoji before an invalid escape
#= 1:14 warning W605 fixable
#= 1:18 warning W605 fixable
pattern = "😀\d😀\w"

#: an emoji inside an f-string before a placeholder
#= 1:15 error F821
#= 1:28 error F821
print(f"😀😀 {missing} 😀 {other}")

#: an emoji before a repeated key
#= 1:19 warning F601
table = {"😀": 1, "😀": 2}

#: an emoji before a missing comma
#= 1:15 error invalid-syntax
words = ["😀" 1]

#: an emoji before a suppression
#= 1:22 info suppression
import os; x = "😀"  # noqa: F401

#: an identifier of letters outside ascii
#= 2:14 error F821
#= 2:21 error F821
größe = 3
print(größe, länge, 名前)

#: an astral letter as an identifier
#= 2:15 warning E711
𝑥𝑦 = 3
print(𝑥𝑦 == None)

#: an emoji as an identifier
#= 1:1 error invalid-syntax
#= 1:4 error invalid-syntax
😀 = 1

#: an emoji in the middle of an expression
#= 1:11 error invalid-syntax
print(1 + 😀)

#: a tab and an emoji before an unused variable
#= 2:15 warning F841
def f():
	text = "😀"; rest = 1
	return text

#: a long string with emoji over several lines
#= 2:11 error F821
text = """😀
😀😀""" + missing

#: a backslash that joins two lines
#= 2:5 error F821
text = "😀" + \
    missing

#: an import after an emoji in the docstring
#= 2:8 warning F401 fixable
#= 2:19 warning F401 fixable
"""😀 A module."""
import os; import sys

#: a default value after an annotation with an emoji
#= 1:26 warning B006
def f(a: "str" = "😀", b=[]):
    return a, b

#: the last line without anything after the finding
#= 1:16 error invalid-syntax
print("é" "😀" 1)

#: no-break spaces in a string and a byte order sign in the middle
#= 1:19 error F821
text = "a b c﻿" + missing
