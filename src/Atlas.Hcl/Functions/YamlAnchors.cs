using Atlas.Hcl.Values;

namespace Atlas.Hcl.Functions;

/// <summary>The nodes of a YAML text that have a name (<c>&amp;name</c>), for those that stand for them
/// (<c>*name</c>).</summary>
internal sealed class YamlAnchors(YamlCursor cursor)
{
    /// <summary>How many nodes aliases may add: a few lines of them can stand for more than any memory holds.</summary>
    private const int Limit = 100_000;

    private readonly Dictionary<string, (Value Value, int Size)> named = new(StringComparer.Ordinal);
    private int added;

    /// <summary>Gets or sets how many nodes were read, those behind aliases included.</summary>
    public int Nodes { get; set; }

    /// <summary>Reads <c>&amp;name</c> and, by the function, the node that it names; a name given again means the later
    /// node from there on.</summary>
    public Value Name(Func<Value> read)
    {
        var name = Word();
        cursor.SkipSpaces();
        var before = Nodes;
        var value = read();
        named[name] = (value, Nodes - before);
        return value;
    }

    /// <summary>Reads <c>*name</c>.</summary>
    public Value Alias()
    {
        var start = cursor.Position;
        var name = Word();
        if (!named.TryGetValue(name, out var node))
        {
            cursor.Position = start;
            throw cursor.Mistake($"there is no anchor &{name} above");
        }

        Nodes += node.Size;
        added += node.Size;
        return added <= Limit ? node.Value : throw cursor.Mistake($"its aliases stand for more than {Limit} values");
    }

    /// <summary>Puts the members of what <c>&lt;&lt;</c> names into a mapping that lacks them: one mapping, or a list of
    /// which earlier ones come first.</summary>
    public void Merge(Value from, Dictionary<string, Value> members)
    {
        foreach (var mapping in from is { IsNull: false, Type: TupleType } ? from.Elements : [from])
        {
            if (mapping is not { IsNull: false, Type: ObjectType })
                throw cursor.Mistake("\"<<\" takes a mapping, or a list of them");
            foreach (var (key, value) in mapping.Members) members.TryAdd(key, value);
        }
    }

    private string Word()
    {
        var start = ++cursor.Position;
        while (!YamlCursor.IsSpace(cursor.Current) && cursor.Current is not (',' or '[' or ']' or '{' or '}'))
            cursor.Position++;
        return cursor.Position > start
            ? cursor.Text[start..cursor.Position]
            : throw cursor.Mistake($"a name must follow \"{cursor.At(start - 1)}\"");
    }
}
