using Atlas.Core.Model;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Testing;

/// <summary>Reads one step of a case.</summary>
internal sealed class StepReader(ShapedBlock block, Scope scope, DiagnosticBag diagnostics)
{
    private Span Place => block.Syntax.HeaderSpan;

    public TestStep Read() => block.Syntax.Type switch
    {
        "exec" => new ExecStep(Place, Required("sql"), Text("format") == "table", Expected()),
        "catch" => new CatchStep(Place, Required("sql"), Text("error") is { } error ? Pattern("error", error) : null),
        "assert" => new AssertStep(Place, Required("sql"), Text("error_message")),
        "log" => new LogStep(Place, Required("message")),
        "external" => new ExternalStep(Place, Program(), Folder(), Expected()),
        "cleanup" => new CleanupStep(Place, Required("sql")),
        "schema" => new SchemaStep(Place, Required("url")),
        "apply" => new ApplyStep(Place, Required("url")),
        var other => throw new System.Diagnostics.UnreachableException($"The shape lets no {other} through."),
    };

    private Expectation? Expected()
    {
        var (output, match) = (Text("output"), Text("match"));
        if (output is not null && match is not null)
            diagnostics.Error("Two expectations", "A step has an output or a match, and not both.", Place);
        return match is not null ? new(Pattern("match", match), true) : output is not null ? new(output, false) : null;
    }

    /// <summary>Checks that a text is a pattern, so that a mistake in it isn't a failed test.</summary>
    private string Pattern(string name, string text)
    {
        if (TextPattern.Compile(text, out var problem) is null)
            diagnostics.Error("Invalid pattern", $"The value of \"{name}\" is no pattern: {problem}.",
                block.Body.Attribute(name)?.Value.Span ?? Place);
        return text;
    }

    private Seq<string> Program()
    {
        var program = block.Body.Evaluate("program", scope, diagnostics) is { IsNull: false, IsWhollyKnown: true } list
            ? list.Elements.Where(e => !e.IsNull).Select(e => e.AsString()).ToSeq()
            : [];
        if (program.IsEmpty && !diagnostics.HasErrors)
            diagnostics.Error("Invalid program", "Give a list of the program and its arguments.", Place);
        return program;
    }

    // A program runs where its test file lies, or in a folder that is named from there.
    private string Folder()
    {
        var own = Path.GetDirectoryName(Place.Source.Name) ?? "";
        return Path.Combine(own.Length > 0 ? own : ".", Text("working_dir") ?? "");
    }

    private string Required(string name) => Text(name) ?? "";

    private string? Text(string name)
    {
        if (block.Body.Attribute(name) is not { } attribute) return null;
        if (block.Body.Evaluate(name, scope, diagnostics) is not { } value) return null;
        if (value is { IsKnown: true, IsNull: false }) return value.AsString();
        if (!value.IsKnown)
            diagnostics.Error("Unknown value", $"The value of \"{name}\" is not known.", attribute.Value.Span);
        return null;
    }
}
