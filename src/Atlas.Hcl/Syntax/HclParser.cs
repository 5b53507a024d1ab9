using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

/// <summary>Turns text into syntax; never throws on any bytes.</summary>
public static class HclParser
{
    /// <summary>Parses a file; after an error the body holds what could be read.</summary>
    public static BodySyntax ParseFile(SourceText source, DiagnosticBag diagnostics) =>
        new Parser(source, Lexer.ReadTokens(source), diagnostics).ParseFile();

    /// <summary>Parses a file; throws <see cref="DiagnosticException"/> on an error.</summary>
    public static BodySyntax ParseFile(SourceText source)
    {
        var diagnostics = new DiagnosticBag();
        var body = ParseFile(source, diagnostics);
        diagnostics.ThrowIfErrors();
        return body;
    }

    /// <summary>Parses a text that is one expression; after an error <see cref="InvalidSyntax"/> stands for what could
    /// not be read.</summary>
    public static ExpressionSyntax ParseExpression(SourceText source, DiagnosticBag diagnostics) =>
        new Parser(source, Lexer.ReadTokens(source), diagnostics).ParseWholeExpression();

    /// <summary>Parses a text that is one expression; throws <see cref="DiagnosticException"/> on an error.</summary>
    public static ExpressionSyntax ParseExpression(SourceText source)
    {
        var diagnostics = new DiagnosticBag();
        var expression = ParseExpression(source, diagnostics);
        diagnostics.ThrowIfErrors();
        return expression;
    }

    /// <summary>Parses a text that is one template without quotes, such as a whole file with <c>${name}</c> in it.
    /// </summary>
    public static ExpressionSyntax ParseTemplate(SourceText source, DiagnosticBag diagnostics) =>
        new Parser(source, Lexer.ReadTemplateTokens(source), diagnostics).ParseWholeTemplate();

    /// <summary>Parses a text that is one template without quotes; throws <see cref="DiagnosticException"/> on an
    /// error.</summary>
    public static ExpressionSyntax ParseTemplate(SourceText source)
    {
        var diagnostics = new DiagnosticBag();
        var template = ParseTemplate(source, diagnostics);
        diagnostics.ThrowIfErrors();
        return template;
    }
}
