using System.Text;

namespace Atlas.Hcl.Values;

/// <summary>
/// Brings text into Unicode normalisation form C. The platform's own normalisation depends on libraries that may be
/// absent or of another version, and digests must be the same everywhere.
/// </summary>
public static class Nfc
{
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TailCount;

    /// <summary>
    /// Returns the normalised text; the same object when nothing changes. Lone surrogates stay as they are.
    /// </summary>
    public static string Normalize(string text)
    {
        if (IsSettled(text)) return text;
        var points = Decompose(text);
        Reorder(points);
        Compose(points);
        var result = Write(points);
        return result == text ? text : result;
    }

    /// <summary>Returns whether the text is in form C.</summary>
    public static bool IsNormalized(string text) => IsSettled(text) || ReferenceEquals(Normalize(text), text);

    /// <summary>Tells without building anything that a text is normalised; false means that it must be tried.</summary>
    private static bool IsSettled(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u02FF') < 0) return true;
        var last = 0;
        for (var i = 0; i < text.Length;)
        {
            var point = PointAt(text, ref i);
            if (point < 0x300)
            {
                last = 0;
                continue;
            }

            var combining = ClassOf(point);
            if (combining != 0 && combining < last || IsIn(NfcTables.Unsettled, point)) return false;
            last = combining;
        }

        return true;
    }

    private static List<int> Decompose(string text)
    {
        var points = new List<int>(text.Length + 8);
        for (var i = 0; i < text.Length;) Decompose(PointAt(text, ref i), points);
        return points;
    }

    private static void Decompose(int point, List<int> into)
    {
        if (point - SyllableBase is >= 0 and < SyllableCount and var syllable)
        {
            into.Add(LeadBase + syllable / (VowelCount * TailCount));
            into.Add(VowelBase + syllable % (VowelCount * TailCount) / TailCount);
            if (syllable % TailCount != 0) into.Add(TailBase + syllable % TailCount);
        }
        else if (point >= 0xC0 && FindRow(NfcTables.Steps, point) is >= 0 and var row)
        {
            Decompose(NfcTables.Steps[row + 1], into);
            if (NfcTables.Steps[row + 2] is not 0 and var second) Decompose(second, into);
        }
        else
        {
            into.Add(point);
        }
    }

    /// <summary>Sorts each run of combining marks by class, equal classes in their order.</summary>
    private static void Reorder(List<int> points)
    {
        for (var start = 0; start < points.Count; start++)
        {
            if (ClassOf(points[start]) == 0) continue;
            var end = start + 1;
            while (end < points.Count && ClassOf(points[end]) != 0) end++;
            if (end - start > 1)
            {
                var sorted = points.GetRange(start, end - start).OrderBy(ClassOf).ToList();
                for (var i = 0; i < sorted.Count; i++) points[start + i] = sorted[i];
            }

            start = end;
        }
    }

    private static void Compose(List<int> points)
    {
        var (starter, lastClass, written) = (-1, 0, 0);
        foreach (var point in points.ToArray())
        {
            var combining = ClassOf(point);
            // A mark is blocked from its starter by any kept mark of the same or a higher class in between.
            var isFree = starter >= 0 && (starter == written - 1 || lastClass < combining && combining != 0);
            if (isFree && Join(points[starter], point) is { } composite)
            {
                points[starter] = composite;
                continue;
            }

            if (combining == 0) starter = written;
            lastClass = combining;
            points[written++] = point;
        }

        points.RemoveRange(written, points.Count - written);
    }

    private static int? Join(int first, int second)
    {
        if (first - LeadBase is >= 0 and < LeadCount and var lead &&
            second - VowelBase is >= 0 and < VowelCount and var vowel)
            return SyllableBase + (lead * VowelCount + vowel) * TailCount;
        if (first - SyllableBase is >= 0 and < SyllableCount and var syllable && syllable % TailCount == 0 &&
            second - TailBase is > 0 and < TailCount and var tail)
            return SyllableBase + syllable + tail;

        var pairs = NfcTables.Pairs;
        var (low, high) = (0, pairs.Length / 3 - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = (pairs[middle * 3], pairs[middle * 3 + 1]).CompareTo((first, second));
            if (order == 0) return pairs[middle * 3 + 2];
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return null;
    }

    private static int ClassOf(int point)
    {
        if (point < 0x300) return 0;
        var classes = NfcTables.Classes;
        var (low, high) = (0, classes.Length / 3 - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (point < classes[middle * 3]) high = middle - 1;
            else if (point > classes[middle * 3 + 1]) low = middle + 1;
            else return classes[middle * 3 + 2];
        }

        return 0;
    }

    private static bool IsIn(ReadOnlySpan<int> runs, int point)
    {
        var (low, high) = (0, runs.Length / 2 - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (point < runs[middle * 2]) high = middle - 1;
            else if (point > runs[middle * 2 + 1]) low = middle + 1;
            else return true;
        }

        return false;
    }

    private static int FindRow(ReadOnlySpan<int> rows, int key)
    {
        var (low, high) = (0, rows.Length / 3 - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (rows[middle * 3] == key) return middle * 3;
            if (rows[middle * 3] < key) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    private static int PointAt(string text, ref int index)
    {
        var isPair = char.IsHighSurrogate(text[index]) && index + 1 < text.Length &&
            char.IsLowSurrogate(text[index + 1]);
        var point = isPair ? char.ConvertToUtf32(text[index], text[index + 1]) : text[index];
        index += isPair ? 2 : 1;
        return point;
    }

    private static string Write(List<int> points)
    {
        var text = new StringBuilder(points.Count);
        foreach (var point in points)
        {
            if (point < 0x10000) text.Append((char)point);
            else text.Append(char.ConvertFromUtf32(point));
        }

        return text.ToString();
    }
}
