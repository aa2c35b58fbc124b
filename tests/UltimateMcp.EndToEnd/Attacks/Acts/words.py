"""Prints what would pass for words of the server: argument 1 is stdout, 2 is stderr, 3 the message of an error, 4 a file's name; escapes of Python are read."""
import sys

out, err, message, name = (text.encode("ascii").decode("unicode_escape") for text in sys.argv[1:5])
sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")
sys.stderr.reconfigure(encoding="utf-8", errors="surrogatepass")
print(out)
print(err, file=sys.stderr)
if name:
    open(name, "w").close()
if message:
    raise type(message, (Exception,), {})(message)
