using System.Text.Json;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench;

/// <summary>Lexing and parsing a schema file of 10 MB, against walking a JSON document of the same size. Goal: at most 20 times.</summary>
[MemoryDiagnoser]
public class ReadingSchemas
{
    private readonly byte[] _schema = Sources.Schema(10_000_000);
    private readonly byte[] _json = Sources.Json(10_000_000);

    [Benchmark(Baseline = true)]
    public int Walking_json()
    {
        var tokens = 0;
        for (var reader = new Utf8JsonReader(_json); reader.Read();) tokens++;
        return tokens;
    }

    [Benchmark]
    public BodySyntax Parsing_hcl() => HclParser.ParseFile(SourceText.From("schema.hcl", _schema));

    /// <summary>Returns how many nodes the schema file has.</summary>
    public static long Nodes() => new ReadingSchemas().Parsing_hcl().DescendantsAndSelf().LongCount();
}
