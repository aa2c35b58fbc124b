#: a tab before a command
#= 2:7 info SC2086
if true; then
	echo $1
fi

#: three tabs before a command
#= 3:9 info SC2086
while true; do
	if true; then
			echo $1
	fi
done

#: tabs between words
#= 1:7 info SC2086
echo	 $1

#: an emoji before a finding
#= 1:11 info SC2086
echo "🎉" $1

#: two emoji before a finding
#= 1:13 info SC2086
echo "🎉🚀" $1

#: accented letters before a finding
#= 1:13 info SC2086
echo "déjà" $1

#: chinese characters before a finding
#= 1:11 info SC2086
echo "世界" $1

#: a combining accent before a finding
#= 1:11 info SC2086
echo "é" $1

#: an emoji in a comment of the line before
#= 2:6 info SC2086
# 🎉 prints the argument
echo $1

#: an emoji after the finding
#= 1:6 info SC2086
echo $1 "🎉"

#: an emoji between two findings
#= 1:6 info SC2086
#= 1:14 info SC2086
echo $1 "🎉" $2

#: a mathematical letter before a finding
#= 1:11 info SC2086
echo "𝒳" $1

#: a tab and an emoji before backticks
#= 2:14 info SC2006 fixable
if true; then
	echo "🎉 is `date`"
fi

#: a family of emoji joined together
#= 1:17 info SC2086
echo "👩‍👩‍👧" $1

#: a finding in the second line of a command
#= 2:3 info SC2086
echo one \
  $1

#: a finding after a here document
#= 5:6 info SC2086
cat <<END
🎉 one
	two
END
echo $1

#: a finding in a here document with an emoji
#= 2:4 info SC2006 fixable
cat <<END
🎉 `date`
END

#: a syntax error after an emoji
#= 2:1 error bash-syntax
#= 2:10 error SC1089
echo "ready"
echo "🎉")

#: three findings in one line
#= 1:4 info SC2086
#= 1:7 info SC2086
#= 1:10 warning SC2046
cp $1 $2 $(date)

#: a flag before a finding
#= 1:13 info SC2086
echo "🇳🇴" $1

#: a test with a tab and an emoji
#= 2:6 info SC2236
echo "🎉"; x=$1
if [	! -z "$x" ]; then echo "$x"; fi
