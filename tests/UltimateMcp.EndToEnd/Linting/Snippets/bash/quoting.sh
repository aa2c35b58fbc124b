#: an unquoted variable
#= 2:6 info SC2086
name=$1
echo $name

#: two unquoted variables in one command
#= 1:4 info SC2086
#= 1:7 info SC2086
cp $1 $2

#: an unquoted command substitution
#= 1:7 warning SC2046
ls -l $(cat names.txt)

#: backticks
#= 1:7 info SC2006 fixable
today=`date +%F`
echo "$today"

#: backticks in double quotes
#= 1:13 info SC2006 fixable
echo "It is `date`"

#: backticks with a backslash inside
#= 1:7 info SC2006
count=`grep -c '\.' names.txt`
echo "$count"

#: two pairs of backticks
#= 1:7 info SC2006 fixable
#= 1:19 info SC2006 fixable
echo "`whoami` on `hostname`"

#: backticks over two lines
#= 1:7 info SC2006 fixable
names=`cut -d: -f1 users.txt |
  sort`
echo "$names"

#: all the arguments without quotes
#= 1:4 error SC2068
rm $@

#: the arguments as one string without quotes
#= 1:4 warning SC2048
#= 1:4 info SC2086
rm $*

#: a variable in single quotes
#= 1:6 info SC2016
echo 'Your home is $HOME'

#: the arguments inside a longer string
#= 1:18 error SC2145
echo "arguments: $@"

#: a word between two quoted strings
#= 1:9 warning SC2140
echo "a"b"c"

#: quotes that end just before a variable
#= 2:11 warning SC2027
#= 2:11 info SC2086
name=$1
echo "hi "$name" there"

#: a tilde in double quotes
#= 1:5 warning SC2088
ls "~/notes"

#: an unquoted variable in a pattern
#= 2:13 info SC2295
root=$1
echo "${PWD#$root/}"

#: an unquoted pattern for find
#= 1:14 info SC2035
#= 1:14 warning SC2061
find . -name *.txt

#: an unquoted pattern for grep
#= 1:6 info SC2022
#= 1:6 warning SC2062
grep foo* notes.txt

#: an unquoted class for tr
#= 1:4 warning SC2060
#= 1:14 warning SC2060
tr [:upper:] [:lower:] < notes.txt

#: quotes stored in a variable
#= 1:6 warning SC2089
#= 2:4 info SC2086
#= 2:4 warning SC2090
opts='--name="a b"'
ls $opts

#: an escape in a plain word
#= 1:7 info SC1001
echo a\bc

#: a path with an unquoted variable in its middle
#= 2:14 info SC2086
dir=$1
cat /data/"x"$dir/names.txt

#: an unquoted variable in a here string
#= 1:19 info SC2086
read -r first <<< $1
echo "$first"

#: an expression for a remote shell
#= 1:16 info SC2029
ssh server ls "$HOME"

#: an apostrophe in single quotes
#= 1:19 info SC1003
echo 'don'\''t' 'a\'
