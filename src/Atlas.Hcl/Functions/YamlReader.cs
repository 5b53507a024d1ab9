using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;

namespace Atlas.Hcl.Functions;

/// <summary>
/// Reads one document of YAML 1.2 with the core schema: block and flow collections, all kinds of scalars, anchors and
/// aliases of values, merge keys, comments. Tags, directives, explicit keys and further documents are refused by name.
/// </summary>
internal sealed class YamlReader
{
    private const int DepthLimit = 200;

    private readonly YamlCursor cursor;
    private readonly YamlScalars scalars;
    private readonly YamlAnchors anchors;
    private int depth;

    private YamlReader(string text)
    {
        cursor = new YamlCursor(text);
        scalars = new YamlScalars(cursor);
        anchors = new YamlAnchors(cursor);
    }

    /// <summary>Returns the document's value; null when it is empty.</summary>
    public static Value Read(string text) => new YamlReader(text).Document();

    private Value Document()
    {
        cursor.SkipBlank();
        if (cursor.Current == '%') throw cursor.Mistake("directives are not supported");
        if (cursor.IsMarker("---")) cursor.Position += 3;
        var value = Node(-1, mayStartAtParent: false);
        cursor.SkipBlank();
        if (cursor.IsMarker("...")) cursor.Position += 3;
        cursor.SkipBlank();
        if (cursor.IsMarker("---")) throw cursor.Mistake("more than one document is not supported");
        return cursor.IsAtEnd ? value : throw cursor.Mistake("the indentation fits nothing above");
    }

    /// <summary>
    /// Reads what is indented more than its parent; a list of a mapping may stand at the column of its key.
    /// </summary>
    private Value Node(int parent, bool mayStartAtParent)
    {
        if (++depth > DepthLimit) throw cursor.Mistake("it is nested too deeply");
        cursor.SkipBlank();
        var column = cursor.Column;
        var least = mayStartAtParent ? parent : parent + 1;
        var value = Value.NullLiteral;
        anchors.Nodes++;
        if (cursor.IsAtEnd || cursor.IsMarker("---") || cursor.IsMarker("...")) value = Value.NullLiteral;
        else if (cursor.IsIndicator('-') && column >= least) value = Sequence(column);
        else if (column > parent && cursor.Current == '&') value = anchors.Name(() => Named(parent, mayStartAtParent));
        else if (column > parent) value = cursor.StartsKey() ? Mapping(column) : Inline(parent);
        depth--;
        return value;
    }

    /// <summary>Reads the node behind an anchor: on its line, or below.</summary>
    private Value Named(int parent, bool mayStartAtParent)
    {
        if (cursor.IsAtLineEnd) return Node(parent, mayStartAtParent);
        return cursor.StartsKey() ? throw cursor.Mistake("anchors (&) of keys are not supported") : Inline(parent);
    }

    private Value Sequence(int column)
    {
        var elements = new List<Value>();
        while (IsItemAt(column) && cursor.IsIndicator('-'))
        {
            cursor.Position++;
            elements.Add(Node(column, mayStartAtParent: false));
        }

        return Value.Tuple(elements);
    }

    private Value Mapping(int column)
    {
        var members = new Dictionary<string, Value>(StringComparer.Ordinal);
        List<Value> merged = [];
        while (IsItemAt(column) && !cursor.IsIndicator('-'))
        {
            if (!cursor.StartsKey()) throw cursor.Mistake("a key with a colon is required");
            var isQuoted = cursor.Current is '"' or '\'';
            var key = scalars.Key();
            cursor.Position++;
            cursor.SkipSpaces();
            var value = cursor.IsAtLineEnd ? Node(column, mayStartAtParent: true) : Inline(column);
            if (key == "<<" && !isQuoted) merged.Add(value);
            else if (!members.TryAdd(key, value)) throw cursor.Mistake($"the key \"{key}\" is there twice");
        }

        foreach (var mapping in merged) anchors.Merge(mapping, members);
        return Value.Object(members);
    }

    private bool IsItemAt(int column)
    {
        cursor.SkipBlank();
        if (cursor.IsAtEnd || cursor.IsMarker("---") || cursor.IsMarker("...") || cursor.Column < column) return false;
        return cursor.Column == column ? true : throw cursor.Mistake("the indentation fits nothing above");
    }

    /// <summary>Reads a value on the line of its key or dash: no block collection, unless an anchor stands before
    /// one.</summary>
    private Value Inline(int parent)
    {
        cursor.RefuseUnsupported();
        if (cursor.Current == '&') return anchors.Name(() => Named(parent, mayStartAtParent: true));
        var value = cursor.Current switch
        {
            '*' => anchors.Alias(),
            '[' => FlowSequence(),
            '{' => FlowMapping(),
            '|' or '>' => Value.String(scalars.Block(parent)),
            '"' or '\'' => Value.String(scalars.Quoted()),
            _ => YamlScalars.Resolve(scalars.Plain(parent, isFlow: false), cursor),
        };
        cursor.SkipSpaces();
        return cursor.IsAtLineEnd ? value : throw cursor.Mistake("something follows a value on its line");
    }

    private Value FlowSequence()
    {
        var elements = new List<Value>();
        cursor.Position++;
        while (!EndsFlow(']', elements.Count)) elements.Add(FlowNode());
        return Value.Tuple(elements);
    }

    private Value FlowMapping()
    {
        var members = new Dictionary<string, Value>(StringComparer.Ordinal);
        List<Value> merged = [];
        cursor.Position++;
        while (!EndsFlow('}', members.Count + merged.Count))
        {
            cursor.RefuseUnsupportedKey();
            var isQuoted = cursor.Current is '"' or '\'';
            var key = isQuoted ? scalars.Quoted() : scalars.Plain(-1, isFlow: true);
            cursor.SkipBlank();
            var hasValue = cursor.Current == ':';
            if (hasValue) cursor.Position++;
            cursor.SkipBlank();
            var value = hasValue && cursor.Current is not (',' or '}') ? FlowNode() : Value.NullLiteral;
            if (key == "<<" && !isQuoted) merged.Add(value);
            else if (!members.TryAdd(key, value)) throw cursor.Mistake($"the key \"{key}\" is there twice");
        }

        foreach (var mapping in merged) anchors.Merge(mapping, members);
        return Value.Object(members);
    }

    /// <summary>Reads the comma before a further item, or the closing bracket.</summary>
    private bool EndsFlow(char closer, int count)
    {
        cursor.SkipBlank();
        if (count > 0 && cursor.Current == ',')
        {
            cursor.Position++;
            cursor.SkipBlank();
        }
        else if (count > 0 && cursor.Current != closer)
        {
            throw cursor.Mistake($"a comma or \"{closer}\" is required");
        }

        if (cursor.IsAtEnd || cursor.Current == ',') throw cursor.Mistake($"a value or \"{closer}\" is required");
        if (cursor.Current != closer) return false;
        cursor.Position++;
        return true;
    }

    private Value FlowNode()
    {
        if (++depth > DepthLimit) throw cursor.Mistake("it is nested too deeply");
        cursor.RefuseUnsupported();
        anchors.Nodes++;
        var value = cursor.Current switch
        {
            '&' => anchors.Name(NamedInFlow),
            '*' => anchors.Alias(),
            '[' => FlowSequence(),
            '{' => FlowMapping(),
            '"' or '\'' => Value.String(scalars.Quoted()),
            _ => YamlScalars.Resolve(scalars.Plain(-1, isFlow: true), cursor),
        };
        depth--;
        return value;
    }

    private Value NamedInFlow()
    {
        cursor.SkipBlank();
        return FlowNode();
    }
}
