import io
import os
import sys
import tempfile
import unittest
from contextlib import redirect_stdout
from pathlib import Path
from unittest import mock


def word_count(path, *, encoding="utf-8"):
    """Return the number of lines and words of a file."""
    lines = words = 0
    with open(path, encoding=encoding) as file:
        for line in file:
            lines += 1
            words += len(line.split())
    return lines, words


def report(paths, stream=None):
    stream = stream or sys.stdout
    total = 0
    for path in paths:
        try:
            _, words = word_count(path)
        except (FileNotFoundError, IsADirectoryError) as error:
            print(f"{path}: {error.strerror}", file=stream)
        else:
            total += words
            print(f"{words:>6} {path}", file=stream)
    return total


def setUpModule():
    os.environ.setdefault("EXAMPLE_MODE", "test")


class WordCountTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)

    def setUp(self):
        self.path = Path(self.folder.name, f"{self.id()}.txt")

    def tearDown(self):
        self.path.unlink(missing_ok=True)

    def write(self, text, **options):
        self.path.write_text(text, encoding="utf-8", **options)
        return self.path

    def test_empty_file(self):
        self.assertEqual(word_count(self.write("")), (0, 0))

    def test_counts(self):
        cases = {
            "one": (1, 1),
            "one two\nthree\n": (2, 3),
            "  spaces\t tabs \n\n": (2, 2),
            "ünïcode wörds 😀": (1, 3),
        }
        for text, expected in cases.items():
            with self.subTest(text=text):
                self.assertTupleEqual(word_count(self.write(text)), expected)

    def test_wrong_encoding(self):
        self.write("é")
        with self.assertRaises(UnicodeDecodeError) as caught:
            word_count(self.path, encoding="ascii")
        self.assertEqual(caught.exception.start, 0)

    @unittest.skipIf(sys.platform == "win32", "needs another kind of path")
    def test_missing_file(self):
        with self.assertRaisesRegex(FileNotFoundError, "nothing"):
            word_count("/nothing/here")


class ReportTest(unittest.TestCase):
    def test_total_and_lines(self):
        stream = io.StringIO()
        with mock.patch(f"{__name__}.word_count", side_effect=[(1, 2), (3, 4)]) as fake:
            self.assertEqual(report(["a", "b"], stream), 6)
        self.assertEqual(fake.call_count, 2)
        self.assertIn("     4 b", stream.getvalue().splitlines())

    def test_missing_file_is_reported(self):
        with redirect_stdout(io.StringIO()) as output:
            total = report(["/nothing/here"])
        self.assertFalse(total)
        self.assertTrue(output.getvalue().startswith("/nothing/here: "))

    @mock.patch.dict(os.environ, {"EXAMPLE_MODE": "other"})
    def test_environment(self):
        self.assertEqual(os.environ["EXAMPLE_MODE"], "other")
        self.assertIsNone(os.environ.get("EXAMPLE_MISSING"))


if __name__ == "__main__":
    unittest.main()
