using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;

namespace Atlas.Hcl.Functions;

/// <summary>Lays documents over each other: members of maps meet at every depth, lists are joined, later scalars win.
/// </summary>
internal static class YamlMerge
{
    /// <summary>Merges documents; a string is read as YAML first, and null adds nothing. Null for none.</summary>
    public static Value Apply(Arguments arguments)
    {
        var merged = Value.NullLiteral;
        for (var i = 0; i < arguments.Count; i++) merged = Merge(merged, Document(arguments[i], i), "", i);
        return merged;
    }

    private static Value Document(Value argument, int position)
    {
        if (argument.IsNull || argument.Type != Values.ValueType.String) return argument;
        try
        {
            return YamlReader.Read(argument.AsString());
        }
        catch (FunctionException mistake)
        {
            throw new FunctionException(mistake.Message, position);
        }
    }

    private static Value Merge(Value under, Value over, string path, int argument)
    {
        if (under.IsNull || over.IsNull) return over.IsNull ? under : over;
        var (kind, other) = (Kind(under), Kind(over));
        if (kind != other)
        {
            var what = path.Length == 0 ? "the document" : $"\"{path}\"";
            throw new FunctionException($"{what} is a {other} here and a {kind} before", argument);
        }
        return kind switch
        {
            "map" => MergeMembers(under, over, path, argument),
            "list" => Value.Tuple([.. under.Elements, .. over.Elements]),
            _ => over,
        };
    }

    private static Value MergeMembers(Value under, Value over, string path, int argument)
    {
        var members = new Dictionary<string, Value>(under.Members, StringComparer.Ordinal);
        foreach (var (key, value) in over.Members)
            members[key] = members.TryGetValue(key, out var known)
                ? Merge(known, value, path.Length == 0 ? key : $"{path}.{key}", argument)
                : value;
        return Value.Object(members);
    }

    private static string Kind(Value value) => value.Type switch
    {
        MapType or ObjectType => "map",
        ListType or SetType or TupleType => "list",
        _ => "scalar",
    };
}
