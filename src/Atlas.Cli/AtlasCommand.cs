using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Atlas.Core.Model;

namespace Atlas.Cli;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class AtlasCommand(string name, string description) : Command(name, description)
{
    /// <summary>Gets the examples: command lines that can be typed as they are.</summary>
    public Seq<string> Examples { get; private set; } = [];

    /// <summary>Returns the command with examples in its help.</summary>
    public AtlasCommand WithExamples(params ReadOnlySpan<string> examples)
    {
        Examples = Seq.Create(examples);
        return this;
    }
}

/// <summary>Writes the usual help, then the examples.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not AtlasCommand { Examples: { IsEmpty: false } examples }) return 0;
        var output = parseResult.InvocationConfiguration.Output;
        output.Write("Examples:\n");
        foreach (var example in examples) output.Write($"  {example}\n");
        output.Write("\n");
        return 0;
    }
}

/// <summary>Questions to a parsed command line.</summary>
internal static class ParsedCommandLine
{
    /// <summary>Returns whether help was asked for.</summary>
    public static bool IsHelp(this ParseResult parse) => parse.Action is HelpWithExamples;

    /// <summary>Returns the words that led to a command, the program's name first.</summary>
    public static IEnumerable<string> Path(this CommandResult command)
    {
        for (SymbolResult? at = command; at is not null; at = at.Parent)
            if (at is CommandResult part) yield return part.Command.Name;
    }
}
