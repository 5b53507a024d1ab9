using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Hcl.Syntax;

// Bodies, attributes and blocks.
internal sealed partial class Parser
{
    /// <summary>Reads a whole file.</summary>
    public BodySyntax ParseFile()
    {
        var items = ParseItems(TokenKind.EndOfFile);
        return new(new(source, source.ContentStart, source.Content.Length), items);
    }

    private SyntaxNode[] ParseItems(TokenKind end)
    {
        var begin = nodes.Begin();
        Dictionary<string, AttributeSyntax>? attributes = null;
        while (cursor.Kind != end && cursor.Kind != TokenKind.EndOfFile)
        {
            if (cursor.Take(TokenKind.Newline)) continue;
            if (ParseItem() is { } item && IsNew(item, nodes.Since(begin), ref attributes)) nodes.Add(item);
            if (isRecovering) RecoverItem();
        }
        return nodes.End(begin);
    }

    private bool IsNew(
        SyntaxNode item, ReadOnlySpan<SyntaxNode> items, ref Dictionary<string, AttributeSyntax>? attributes)
    {
        if (item is not AttributeSyntax attribute || Earlier(attribute, items, ref attributes) is not { } earlier)
            return true;
        if (!isRecovering)
            diagnostics.Error(
                "Attribute redefined",
                $"The argument \"{attribute.Name}\" was already set at {earlier.NameSpan}. " +
                    "Each argument may be set once.",
                attribute.NameSpan);
        return false;
    }

    /// <summary>Returns the attribute of the same name that stands before; of long bodies the names are kept.</summary>
    private static AttributeSyntax? Earlier(
        AttributeSyntax attribute, ReadOnlySpan<SyntaxNode> items, ref Dictionary<string, AttributeSyntax>? attributes)
    {
        const int fewItems = 12;
        if (attributes is null && items.Length < fewItems)
        {
            foreach (var item in items)
                if (item is AttributeSyntax other && other.Name == attribute.Name) return other;
            return null;
        }

        attributes ??= items.ToArray().OfType<AttributeSyntax>().ToDictionary(a => a.Name);
        return attributes.TryAdd(attribute.Name, attribute) ? null : attributes[attribute.Name];
    }

    private SyntaxNode? ParseItem()
    {
        if (cursor.Kind != TokenKind.Identifier)
        {
            var found = cursor.Peek;
            if (found.Kind == TokenKind.OpenQuote)
                Report("Invalid argument name", "Names of arguments are written without quotes.", found);
            else
                Report("Argument or block definition required",
                    "An argument (name = value) or a block is expected here.", found);
            if (found.Kind == TokenKind.CloseBrace) cursor.Read();
            return null;
        }
        var name = cursor.Read();
        switch (cursor.Kind)
        {
            case TokenKind.Assign:
                var attribute = ParseAttribute(name);
                if (!isRecovering) EndItem("argument", attribute.Span);
                return attribute;
            case TokenKind.OpenBrace or TokenKind.OpenQuote or TokenKind.Identifier:
                return ParseBlock(name);
            case TokenKind.Newline or TokenKind.EndOfFile when BraceFollowsOnNextLine():
                Report("Invalid block definition",
                    "The opening brace ({) stands on the line of the block's type and labels.", cursor.Peek);
                cursor.Read();
                return null;
            default:
                Report("Argument or block definition required",
                    "An argument is a name, an equals sign (=) and a value; " +
                        "a block is a type, labels if any, and braces.",
                    SpanOf(name), cursor.Peek.IsBad);
                return null;
        }
    }

    private bool BraceFollowsOnNextLine()
    {
        cursor.PushNewlines(false);
        var follows = cursor.Kind == TokenKind.OpenBrace;
        cursor.PopNewlines();
        return follows;
    }

    private AttributeSyntax ParseAttribute(Token name)
    {
        var equals = cursor.Read();
        var value = ParseExpression();
        return new(SpanOf(name).To(value.Span), TextOf(name), name.End, equals.Start, value);
    }

    private void EndItem(string what, Span item)
    {
        var found = cursor.Peek;
        if (found.Kind is TokenKind.Newline or TokenKind.EndOfFile) return;
        if (found.Kind == TokenKind.Comma)
            Report("Unexpected comma after argument", "Arguments are separated by new lines, not by commas.", found);
        else
            Report($"Missing newline after {what}", $"A new line is expected after the end of the {what}.",
                SpanOf(found), found.IsBad || item.Start >= unreliableFrom);
    }

    private BlockSyntax? ParseBlock(Token type)
    {
        if (ParseLabels() is not { } blockLabels) return null;
        var header = SpanOf(type, cursor.Last);
        var opener = cursor.Read();
        if (!TryEnter()) return TooDeep(header, opener);
        openBlocks++;
        var items = ParseBlockItems(type, opener);
        openBlocks--;
        depth--;
        var body = new BodySyntax(SpanOf(opener, cursor.Last), items);
        var block = new BlockSyntax(header.To(body.Span), TextOf(type), type.End, blockLabels, header.End, body);
        if (!isRecovering) EndItem("block definition", block.Span);
        return block;
    }

    /// <summary>Reads labels up to the opening brace; null after a complaint.</summary>
    private LabelSyntax[]? ParseLabels()
    {
        var begin = labels.Begin();
        while (cursor.Kind != TokenKind.OpenBrace)
        {
            var found = cursor.Peek;
            if (found.Kind == TokenKind.Identifier) labels.Add(new(TextOf(cursor.Read()), SpanOf(found)));
            else if (found.Kind == TokenKind.OpenQuote) labels.Add(ParseLabel());
            else
            {
                Report("Invalid block definition", found.Kind switch
                {
                    TokenKind.Assign => "An equals sign belongs to an argument, which is one name without labels.",
                    TokenKind.Newline =>
                        "A block has braces ({ and }), and the first stands on the line of the type and labels.",
                    _ => "A quoted label or an opening brace ({) is expected here.",
                }, found);
                if (found.Kind == TokenKind.Newline && BraceFollowsOnNextLine()) cursor.Read();
                labels.End(begin);
                return null;
            }
        }
        return labels.End(begin);
    }

    private BlockSyntax? TooDeep(Span header, Token opener)
    {
        TooDeep(header.To(SpanOf(opener)));
        SkipBody();
        return null;
    }

    private IReadOnlyList<SyntaxNode> SkipBody()
    {
        Recover(TokenKind.CloseBrace);
        return [];
    }

    private IReadOnlyList<SyntaxNode> ParseBlockItems(Token type, Token opener)
    {
        if (cursor.Kind is not (TokenKind.Newline or TokenKind.CloseBrace or TokenKind.EndOfFile))
            return ParseSingleArgument();
        var items = ParseItems(TokenKind.CloseBrace);
        if (!cursor.Take(TokenKind.CloseBrace))
            Report("Unclosed configuration block",
                $"There is no closing brace (}}) for the block \"{TextOf(type)}\" before the end of the file.", opener);
        return items;
    }

    private IReadOnlyList<SyntaxNode> ParseSingleArgument()
    {
        const string summary = "Invalid single-argument block definition";
        var name = cursor.Peek;
        if (name.Kind != TokenKind.Identifier)
        {
            Report("Invalid argument name",
                "A block on one line holds one argument, which begins with its name.", name);
            return SkipBody();
        }
        cursor.Read();
        if (cursor.Kind != TokenKind.Assign)
        {
            var inner = cursor.Kind is TokenKind.OpenBrace or TokenKind.OpenQuote or TokenKind.Identifier;
            Report(inner ? summary : "Argument definition required",
                inner ? "A block on one line can't hold another block. Begin a new line after the opening brace."
                      : "A block on one line holds one argument: a name, an equals sign (=) and a value.",
                SpanOf(name, cursor.Peek), cursor.Peek.IsBad);
            return SkipBody();
        }
        IReadOnlyList<SyntaxNode> items = [ParseAttribute(name)];
        if (!isRecovering && cursor.Kind != TokenKind.CloseBrace)
            Report(cursor.Kind == TokenKind.EndOfFile ? "Unclosed configuration block" : summary, cursor.Kind switch
            {
                TokenKind.Comma => "A block on one line holds one argument only. Begin a new line for each of several.",
                TokenKind.Newline => "A block that begins with an argument on its first line ends on that line, too.",
                _ => "A closing brace (}) is expected after the argument.",
            }, cursor.Peek);
        if (isRecovering) Recover(TokenKind.CloseBrace);
        else cursor.Read();
        return items;
    }

    private LabelSyntax ParseLabel()
    {
        var open = cursor.Read();
        var text = "";
        while (cursor.Raw.Kind is not (TokenKind.CloseQuote or TokenKind.EndOfFile))
        {
            var token = cursor.Raw;
            if (token.Kind == TokenKind.QuotedText) text += Unescape(cursor.ReadRaw());
            else
            {
                Report("Invalid string literal",
                    "A label is plain text: there are no interpolations and directives in it. Write " +
                    "$${ or %%{ for the characters themselves.", token);
                Recover(TokenKind.CloseQuote);
                return new(text, SpanOf(open, cursor.Last));
            }
        }
        if (cursor.Raw.Kind == TokenKind.EndOfFile)
            Report("Unterminated string literal", "There is no closing quote for this label.", open);
        cursor.ReadRaw();
        return new(Nfc.Normalize(text), SpanOf(open, cursor.Last));
    }
}
