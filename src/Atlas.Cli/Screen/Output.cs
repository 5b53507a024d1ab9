using Atlas.Cli.Screen.Templates;
using Atlas.Core.Dialects;

namespace Atlas.Cli.Screen;

/// <summary>Writes what a command found by the template of <c>--format</c>.</summary>
internal static class Output
{
    /// <summary>Renders a template and writes it with a final newline.</summary>
    /// <param name="app">Where it goes.</param>
    /// <param name="format">The template.</param>
    /// <param name="model">What it shows.</param>
    /// <param name="functions">The command's own functions beside the common ones.</param>
    /// <exception cref="FailureException">The template is wrong.</exception>
    public static void Write(App app, string format, TemplateValue model, params TemplateFunction[] functions)
    {
        try
        {
            var text = Template.Parse(format, [.. AtlasFunctions.All(hasColours: false), .. functions]).Render(model);
            app.Out.Write(text);
            if (text.Length > 0 && !text.EndsWith('\n')) app.Out.Write("\n");
        }
        catch (TemplateException problem)
        {
            throw new FailureException(problem.Message, problem);
        }
    }
}
