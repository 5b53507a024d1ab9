using System.Collections.Immutable;
using System.Text;

namespace Atlas.Cli.Screen.Templates;

/// <summary>A template in Go's text/template syntax, read and ready to run.</summary>
public sealed class Template
{
    private readonly TemplateSource _source;
    private readonly ImmutableDictionary<string, BodyNode> _definitions;
    private readonly ImmutableDictionary<string, TemplateFunction> _functions;

    private Template(
        TemplateSource source, ImmutableDictionary<string, BodyNode> definitions,
        ImmutableDictionary<string, TemplateFunction> functions) =>
        (_source, _definitions, _functions) = (source, definitions, functions);

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="functions">The functions beside the predefined ones; a later one replaces an earlier one of its
    /// name.</param>
    /// <param name="name">The template's name in messages; usually empty.</param>
    /// <exception cref="TemplateException">The template is malformed.</exception>
    public static Template Parse(string text, IEnumerable<TemplateFunction> functions, string name = "")
    {
        var all = ImmutableDictionary.CreateBuilder<string, TemplateFunction>(StringComparer.Ordinal);
        foreach (var function in PredefinedFunctions.All.Concat(functions)) all[function.Name] = function;
        var source = new TemplateSource(name, text);
        var definitions = TemplateParser.Parse(source, all.Keys.ToHashSet(StringComparer.Ordinal));
        return new(source, definitions, all.ToImmutable());
    }

    /// <summary>Runs the template on a value and returns the text.</summary>
    /// <exception cref="TemplateException">A step fails; what was written before it is lost.</exception>
    public string Render(TemplateValue value)
    {
        var output = new StringBuilder();
        new TemplateRun(_source, _definitions, _functions, output).Run(_source.Name, value);
        return output.ToString();
    }
}
