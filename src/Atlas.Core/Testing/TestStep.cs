using Atlas.Core.Model;
using Atlas.Hcl.Text;

namespace Atlas.Core.Testing;

/// <summary>One step of a test case; the kinds are a closed family.</summary>
/// <param name="Place">Where the step stands.</param>
public abstract record TestStep(Span Place)
{
    /// <summary>Gets the kind, as the word of the file.</summary>
    public string Kind => this switch
    {
        ExecStep => "exec",
        CatchStep => "catch",
        AssertStep => "assert",
        LogStep => "log",
        ExternalStep => "external",
        SchemaStep => "schema",
        ApplyStep => "apply",
        _ => "cleanup",
    };

    /// <summary>Gets the step's SQL; null for one without.</summary>
    public string? Statement => this switch
    {
        ExecStep exec => exec.Sql,
        CatchStep expected => expected.Sql,
        AssertStep assert => assert.Sql,
        CleanupStep cleanup => cleanup.Sql,
        _ => null,
    };
}

/// <summary>Runs SQL, and compares what it returns where something is expected.</summary>
/// <param name="Place">Where the step stands.</param>
/// <param name="Sql">One statement or several.</param>
/// <param name="IsTable">Whether rows are compared as a table with headings; else as CSV.</param>
/// <param name="Expected">What must come out; null for anything.</param>
public sealed record ExecStep(Span Place, string Sql, bool IsTable, Expectation? Expected) : TestStep(Place);

/// <summary>Runs SQL that must fail.</summary>
/// <param name="Place">Where the step stands.</param>
/// <param name="Sql">One statement or several.</param>
/// <param name="Error">A part or pattern of the message; null for any.</param>
public sealed record CatchStep(Span Place, string Sql, string? Error) : TestStep(Place);

/// <summary>Runs SQL that must return one row with one true value.</summary>
/// <param name="Place">Where the step stands.</param>
/// <param name="Sql">One statement or several; each must be true.</param>
/// <param name="Message">What is said otherwise; null for the general words.</param>
public sealed record AssertStep(Span Place, string Sql, string? Message) : TestStep(Place);

/// <summary>Writes a line to the report.</summary>
/// <param name="Place">Where the step stands.</param>
/// <param name="Message">The line.</param>
public sealed record LogStep(Span Place, string Message) : TestStep(Place);

/// <summary>Runs a program, and compares what it prints where something is expected.</summary>
/// <param name="Place">Where the step stands.</param>
/// <param name="Program">The program and its arguments; not empty.</param>
/// <param name="Folder">The folder that it runs in.</param>
/// <param name="Expected">What it must print; null for anything.</param>
public sealed record ExternalStep(Span Place, Seq<string> Program, string Folder, Expectation? Expected)
    : TestStep(Place);

/// <summary>Runs SQL when the case ends, however it ends; the last one first.</summary>
/// <param name="Place">Where the step stands.</param>
/// <param name="Sql">One statement or several.</param>
public sealed record CleanupStep(Span Place, string Sql) : TestStep(Place);

/// <summary>Builds a state in the case's database, for a plan to start at.</summary>
/// <param name="Place">Where the step stands.</param>
/// <param name="Url">The state's URL.</param>
public sealed record SchemaStep(Span Place, string Url) : TestStep(Place);

/// <summary>Runs a plan, which must start at what is there and arrive where it says.</summary>
/// <param name="Place">Where the step stands.</param>
/// <param name="Url">The plan: a file, or one of the registry.</param>
public sealed record ApplyStep(Span Place, string Url) : TestStep(Place);

/// <summary>What must come out of a step.</summary>
/// <param name="Text">The text, or the pattern.</param>
/// <param name="IsPattern">Whether it is a pattern, which what comes out must match somewhere.</param>
public sealed record Expectation(string Text, bool IsPattern);
