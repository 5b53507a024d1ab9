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

    /// <summary>Parses a text that is one expression; null only when there is nothing to stand for it.</summary>
    public static ExpressionSyntax? ParseExpression(SourceText source, DiagnosticBag diagnostics) =>
        new Parser(source, Lexer.ReadTokens(source), diagnostics).ParseWholeExpression();

    /// <summary>Parses a text that is one template without quotes; null only when there is nothing to stand for
    /// it.</summary>
    public static ExpressionSyntax? ParseTemplate(SourceText source, DiagnosticBag diagnostics) =>
        new Parser(source, Lexer.ReadTemplateTokens(source), diagnostics).ParseWholeTemplate();
}
