using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Atlas.Tests.Hcl.Fuzz;

/// <summary>Random files by the grammar, and the same with mistakes put in. An input that is made of something new is kept, and spoilt
/// further: so the search goes where it wasn't before. <c>make fuzz</c> searches for ten minutes (<c>ATLAS_FUZZ</c> seconds).</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int UsualInputs = 400;

    // The newest ones of those that were made of something new.
    private const int MostKept = 5000;

    private readonly List<byte[]> kept = [];
    private readonly HashSet<string> features = [];
    private (TimeSpan Time, int Size) slowest;
    private long size;
    private int inputs;
    private int valid;

    [Fact]
    public void No_input_breaks_a_promise()
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("ATLAS_FUZZ"), CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var seed = seconds > 0 ? Environment.TickCount : 1;
        for (var clock = Stopwatch.StartNew(); seconds > 0 ? clock.Elapsed.TotalSeconds < seconds : inputs < UsualInputs; inputs++)
            Try(seed + inputs);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seeds from {seed}: {inputs} inputs of {size / 1e6:F1} MB, {valid} of them valid, made of {features.Count} features; {kept.Count} kept; slowest {slowest.Time.TotalMilliseconds:F0} ms for {slowest.Size} bytes"));
        if (seconds > 0) File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "fuzz.txt"), string.Join('\n', features.Order(StringComparer.Ordinal)) + "\n");
    }

    private void Try(int seed)
    {
        var random = new Random(seed);
        var isValid = kept.Count == 0 || random.Next(4) == 0;
        var input = isValid ? Encoding.UTF8.GetBytes(Grammar.File(random)) : Mutation.Of(Any(random), Any(random), random);
        var clock = Stopwatch.StartNew();
        HashSet<string> found;
        try
        {
            found = Promises.Check(input, isValid);
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"Seed {seed}, input {Convert.ToBase64String(input)}:\n{Encoding.UTF8.GetString(input)}", broken);
        }

        if (clock.Elapsed > slowest.Time) slowest = (clock.Elapsed, input.Length);
        size += input.Length;
        if (isValid) valid++;
        if (found.All(features.Contains)) return;
        features.UnionWith(found);
        if (kept.Count == MostKept) kept.RemoveAt(0);
        kept.Add(input);
    }

    private byte[] Any(Random random) => kept[random.Next(kept.Count)];
}
