using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Bench;

/// <summary>Ratios of processor time, which others on the machine change less than the clock, also while nothing is collected: a small
/// file is read between two collections, a large one through several.</summary>
internal static class ProcessorTimes
{
    // More than any of the files takes.
    private const long Room = 1_500_000_000;

    public static void Print()
    {
        var json = Sources.Json(10_000_000);
        var (five, ten, fifty) = (Sources.Schema(5_000_000), Sources.Schema(10_000_000), Sources.Schema(50_000_000));
        var (line, longLine) = (Sources.OneLine(1_000_000), Sources.OneLine(10_000_000));
        Compare("parsing 10 MB, walking 10 MB of JSON", Time(() => Parse(ten)), Time(() => Walk(json)));
        Compare("parsing 50 MB, 5 MB", Time(() => Parse(fifty)), Time(() => Parse(five)));
        Compare("the same while nothing is collected", Uncollected(fifty), Uncollected(five));
        Compare("parsing a line of 10 MB, 1 MB", Time(() => Parse(longLine)), Time(() => Parse(line)));
        Compare("the same while nothing is collected", Uncollected(longLine), Uncollected(line));
    }

    private static void Compare(string what, double time, double other) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what,-40} {time / other,5:F1} times ({time:F0} ms, {other:F0} ms of processor time)"));

    // The mean of about two seconds, after one for the compiler.
    private static double Time(Action run)
    {
        run();
        var (times, start) = (0, Now());
        for (; Now() - start < 2_000; times++) run();
        return (Now() - start) / times;
    }

    private static double Uncollected(byte[] file)
    {
        var (times, sum) = (0, 0.0);
        for (; sum < 2_000; times++)
        {
            GC.TryStartNoGCRegion(Room);
            var start = Now();
            Parse(file);
            sum += Now() - start;
            GC.EndNoGCRegion();
        }
        return sum / times;
    }

    private static double Now()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalMilliseconds;
    }

    private static void Parse(byte[] file) => GC.KeepAlive(HclParser.ParseFile(SourceText.From("large.hcl", file)));

    private static void Walk(byte[] json)
    {
        for (var reader = new Utf8JsonReader(json); reader.Read();) { }
    }
}
