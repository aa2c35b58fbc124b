#: JSON
import io
import json
print(json.dumps({"b": [1, 2.5, None, True], "a": "é\n"}, sort_keys=True), json.loads('{"x": [1e3, "\\u20ac"]}'), json.dumps([1], indent=2))
class Encoder(json.JSONEncoder):
    def default(self, value): return sorted(value)
print(json.dumps({3, 1}, cls=Encoder), json.load(io.StringIO("[null]")))
try:
    json.loads("{bad}")
except json.JSONDecodeError as error:
    print(error.lineno, error.colno)

#: CSV
import csv
import io
with open("table.csv", "w", newline="") as file:
    csv.writer(file).writerows([["name", "n"], ["a,b", 1], ['q"x', 2]])
with open("table.csv", newline="") as file:
    print(list(csv.DictReader(file)))
print(list(csv.reader(io.StringIO("a;b\n"), delimiter=";")), csv.Sniffer().sniff("a|b\nc|d").delimiter)

#: XML trees
import xml.etree.ElementTree as tree
root = tree.fromstring("<a x='1'><b>text</b><b/>tail</a>")
root.find("b").set("y", "2")
tree.SubElement(root, "c").text = "<&>"
print(tree.tostring(root).decode(), [element.tag for element in root.iter()], root.findtext("b"), len(root.findall(".//b")))

#: XML by events and as a document
import xml.dom.minidom
import xml.sax
class Handler(xml.sax.ContentHandler):
    def startElement(self, name, attributes): print("start", name, dict(attributes))
xml.sax.parseString(b"<a><b c='1'/></a>", Handler())
print(xml.dom.minidom.parseString("<a><b/></a>").documentElement.firstChild.tagName)

#: HTML
import html
from html.parser import HTMLParser
class Links(HTMLParser):
    def handle_starttag(self, tag, attributes):
        if tag == "a": print(dict(attributes)["href"])
Links().feed("<p><a href='/x'>x</a><a href=y>y</a>")
print(html.escape("<a & 'b'>"), html.unescape("&lt;&eacute;&#8364;"))

#: settings in INI and TOML
import configparser
import io
settings = configparser.ConfigParser()
settings.read_string("[main]\nport = 80\nname = %(port)s-x\n[more]\nflag = yes\n")
print(settings.getint("main", "port"), settings["main"]["name"], settings.getboolean("more", "flag"), settings.sections())
out = io.StringIO()
settings.write(out)
print(len(out.getvalue().splitlines()))

#: electronic mail
import email
import mailbox
from email.message import EmailMessage
from email.policy import default
message = EmailMessage()
message["Subject"], message["From"], message["To"] = "Grüße", "a@example.org", "b@example.org"
message.set_content("body\n")
message.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="x.bin")
parsed = email.message_from_bytes(bytes(message), policy=default)
print(parsed["Subject"], [part.get_content_type() for part in parsed.walk()], next(parsed.iter_attachments()).get_filename())
box = mailbox.Maildir("box")
box.add("Subject: kept\n\nx")
print(len(box), [kept["Subject"] for kept in box])

#: addresses of the web
from urllib.parse import parse_qs, quote, unquote, urlencode, urljoin, urlsplit
print(
    urlsplit("https://u@host:80/p/q?a=1#f"), urljoin("http://a/b/c", "../d"), quote("a b/é"), unquote("%41"),
    urlencode({"x": [1, 2]}, doseq=True), parse_qs("a=1&a=2")
)

#: objects are pickled
import pickle
import pickletools
class Point:
    def __init__(self, x): self.x = x
    def __reduce__(self): return Point, (self.x + 1,)
data = pickle.dumps([Point(1), {"a": (1, 2)}, b"x" * 10], protocol=4)
loaded = pickle.loads(data)
print(loaded[0].x, loaded[1:], pickle.loads(pickle.dumps(len)) is len)
print(sum(1 for _ in pickletools.genops(data)) > 5)

#: shelves and marshalled data
import marshal
import shelve
with shelve.open("shelf") as shelf:
    shelf["list"] = [1, 2]
    shelf["list"] = shelf["list"] + [3]
with shelve.open("shelf", flag="r") as shelf:
    print(dict(shelf), marshal.loads(marshal.dumps((1, "a", None))))

#: property lists, netrc and quoted text
import netrc
import plistlib
import quopri
import shlex
print(
    plistlib.loads(plistlib.dumps({"a": [1, b"x"]})), quopri.encodestring("é=".encode()),
    shlex.split("a 'b c' \"d\\\"\""), shlex.quote("it's")
)
with open("netrc", "w") as file: file.write("machine h login l password p")
print(netrc.netrc("netrc").authenticators("h"))

#: kinds of media
import mimetypes
types = mimetypes.MimeTypes()
print(types.guess_type("a.html"), types.guess_type("b.tar.gz"), types.guess_extension("image/png"))

#: sound
import wave
with wave.open("tone.wav", "wb") as out:
    out.setnchannels(1)
    out.setsampwidth(2)
    out.setframerate(8000)
    out.writeframes(bytes(1600))
with wave.open("tone.wav") as sound:
    print(sound.getnframes(), sound.getparams().framerate)
