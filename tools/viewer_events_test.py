"""Tests of viewer_events.py."""

import unittest

import viewer_events


class ViewerEvents(unittest.TestCase):
    def test_rows(self):
        rows = viewer_events.read_table(
            "// TRACE_EVENT(in a comment)\nTRACE_EVENT(A, 1, Loop, FIELD(Number, time_ns) FIELD(Flag, b))\nTRACE_EVENT(B, 2, Fine)\n")
        self.assertEqual(rows, [("A", 1, "Loop", [("Number", "time_ns"), ("Flag", "b")]), ("B", 2, "Fine", [])])

    def test_strange_rows_are_refused(self):
        for text in ("TRACE_EVENT(A, x, Loop)", "TRACE_EVENT(A, 1, Loop, FIELD(Colour, c))"):
            with self.assertRaises(ValueError):
                viewer_events.read_table(text)

    def test_text(self):
        text = viewer_events.generate([("A", 1, "Loop", [("Number", "time_ns")])])
        self.assertIn("case 1:\n      return { type: 'A', timeNs: r.number() };", text)

    def test_the_committed_file_is_up_to_date(self):
        self.assertEqual(viewer_events.main(["--check"]), 0)


if __name__ == "__main__":
    unittest.main()
