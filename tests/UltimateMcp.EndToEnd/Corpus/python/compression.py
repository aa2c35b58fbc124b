#: zlib
import zlib
data = b"repeat " * 1000
packed = zlib.compress(data, 9)
print(len(packed) < 100, zlib.decompress(packed) == data, zlib.crc32(b"abc"), zlib.adler32(b"abc"))
worker = zlib.decompressobj()
print(len(worker.decompress(packed, 10)), len(worker.decompress(worker.unconsumed_tail)) + 10 == len(data))

#: gzip files
import gzip
with gzip.open("a.gz", "wt", encoding="utf-8") as file:
    file.write("lineé\n" * 100)
with gzip.open("a.gz", "rt", encoding="utf-8") as file:
    print(sum(1 for _ in file), gzip.decompress(gzip.compress(b"x", mtime=0)))

#: bz2 and lzma
import bz2
import lzma
data = bytes(range(256)) * 100
print(bz2.decompress(bz2.compress(data)) == data, lzma.decompress(lzma.compress(data, preset=1)) == data)
with lzma.open("a.xz", "wb") as file: file.write(data)
with bz2.open("a.bz2", "wb") as file: file.write(data)
print(lzma.open("a.xz").read() == bz2.open("a.bz2").read())

#: zip archives
import io
import zipfile
with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("one.txt", "1" * 1000)
    archive.writestr("d/two.txt", "2")
with zipfile.ZipFile("a.zip") as archive:
    print(archive.namelist(), archive.read("d/two.txt"), archive.getinfo("one.txt").compress_size < 50, archive.testzip())
    archive.extractall("out")
print(open("out/d/two.txt").read(), zipfile.is_zipfile("a.zip"), zipfile.is_zipfile(io.BytesIO(b"no")))

#: tar archives
import io
import tarfile
for mode in ("w", "w:gz", "w:bz2", "w:xz"):
    with tarfile.open("a.tar", mode) as archive:
        entry = tarfile.TarInfo("name.txt")
        entry.size, entry.mtime = 4, 1000
        archive.addfile(entry, io.BytesIO(b"text"))
    with tarfile.open("a.tar") as archive:
        print(mode, archive.getnames(), archive.extractfile("name.txt").read(), archive.getmember("name.txt").mtime)

#: digests
import hashlib
import hmac
for name in ("md5", "sha1", "sha256", "sha3_256", "blake2b"):
    print(name, hashlib.new(name, b"abc").hexdigest()[:16])
print(
    hmac.new(b"key", b"abc", "sha256").hexdigest()[:16], hmac.compare_digest(b"a", b"a"),
    hashlib.pbkdf2_hmac("sha256", b"p", b"s", 1000).hex()[:16]
)

#: keys that are slow to make
import hashlib
print(
    hashlib.scrypt(b"pass", salt=b"salt", n=1024, r=8, p=1, dklen=16).hex(),
    hashlib.shake_128(b"x").hexdigest(8), hashlib.blake2s(b"x", key=b"k", digest_size=8).hexdigest()
)

#: the digest of a file
import hashlib
with open("large", "wb") as file:
    for n in range(100): file.write(bytes([n]) * 10_000)
digest = hashlib.sha256()
with open("large", "rb") as file:
    while chunk := file.read(65536): digest.update(chunk)
print(digest.hexdigest())
