using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Tests.Hcl.Values;

/// <summary>Writes values and types compactly, with what tells kinds apart: <c>[1]</c> a tuple, <c>list[1]</c> a list.</summary>
internal static class Written
{
    public static string Of(Value? value) => value switch
    {
        null => "nothing",
        { IsKnown: false } => $"unknown {Of(value.Type)}",
        { IsNull: true } => "null",
        { Type: PrimitiveType { Word: "string" } } => '"' + value.AsString() + '"',
        { Type: PrimitiveType { Word: "number" } } => value.AsNumber().ToString(),
        { Type: PrimitiveType { Word: "bool" } } => value.AsBool() ? "true" : "false",
        { Type: MapType } => $"map{Members(value)}",
        { Type: ObjectType } => Members(value),
        { Type: ListType } => $"list[{Elements(value)}]",
        { Type: SetType } => $"set[{Elements(value)}]",
        { Type: TupleType } => $"[{Elements(value)}]",
        _ => value.AsOpaque().ToString() ?? "",
    };

    public static string Of(ValueType? type) => type switch
    {
        null => "none",
        ListType list => $"list({Of(list.Element)})",
        SetType set => $"set({Of(set.Element)})",
        MapType map => $"map({Of(map.Element)})",
        TupleType tuple => $"tuple({string.Join(", ", tuple.Elements.Select(Of))})",
        ObjectType obj => $"object({string.Join(", ", obj.Attributes.Select(a => $"{a.Key}={Of(a.Value)}"))})",
        _ => type.Name,
    };

    private static string Elements(Value value) => string.Join(", ", value.Elements.Select(Of));

    private static string Members(Value value) => $"{{{string.Join(", ", value.Members.Select(m => $"{m.Key}={Of(m.Value)}"))}}}";
}
