using System.Runtime.CompilerServices;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Tests.Core.Schemas;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Tests.Hcl.Text;

/// <summary>Diagnostics as a person sees them: beside each file of <c>Samples</c> stands what is said about it.</summary>
public sealed class DiagnosticSamples
{
    private static readonly BodyShape Shape = new()
    {
        Blocks =
        [
            new("service", new BodyShape
            {
                Attributes =
                [
                    new("port", ValueType.Number, true), new("name", ValueType.String), new("note", ValueType.String),
                    new("hosts", ValueType.Dynamic),
                ],
            }) { Labels = ["name"] },
        ],
    };

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder(), "*.hcl").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Theory, MemberData(nameof(Names))]
    public void A_mistake_is_shown_where_it_is(string name)
    {
        var file = Path.Combine(Folder(), name);
        var shown = string.Concat(Check(SourceText.From($"{name}.hcl", File.ReadAllBytes($"{file}.hcl"))).Select(DiagnosticRenderer.Render));
        if (Environment.GetEnvironmentVariable("ATLAS_RECORD") == "1") File.WriteAllText($"{file}.txt", shown);
        Assert.NotEmpty(shown);
        Assert.Equal(File.ReadAllText($"{file}.txt"), shown);
    }

    private static IEnumerable<Diagnostic> Check(SourceText source)
    {
        var diagnostics = new DiagnosticBag();
        var body = HclParser.ParseFile(source, diagnostics);
        if (diagnostics.HasErrors) return diagnostics.Items;
        // Locals name each other: how they are put in order is the business of those who have such blocks.
        if (body.BlocksOf("locals").Any()) return Documents.Diagnostics(source.Slice(0, source.Bytes.Length), name: source.Name);
        var shaped = Shape.Check(body, diagnostics);
        var scope = new Scope(new Dictionary<string, Atlas.Hcl.Values.Value>(), StandardFunctions.All);
        foreach (var block in shaped.Blocks)
            foreach (var name in block.Body.Attributes.Keys) block.Body.Evaluate(name, scope, diagnostics);
        return diagnostics.Items;
    }

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Samples");
}
