using System.Text;

namespace Atlas.Cli.Screen.Templates;

/// <summary>Compares values as Go's templates do: only values of one kind.</summary>
internal static class Comparison
{
    public static bool AreEqual(TemplateValue left, TemplateValue right) => (left, right) switch
    {
        (NilValue, _) or (_, NilValue) => left is NilValue && right is NilValue,
        (ListValue or MapValue, _) =>
            throw new TemplateFailure($"non-comparable type {GoText.Plain(left)}: {left.TypeName}"),
        (_, ListValue or MapValue) =>
            throw new TemplateFailure($"non-comparable type {GoText.Plain(right)}: {right.TypeName}"),
        (IntValue a, IntValue b) => a.Number == b.Number,
        (FloatValue a, FloatValue b) => a.Number.Equals(b.Number),
        (StringValue a, StringValue b) => a.Text == b.Text,
        (BoolValue a, BoolValue b) => a.Truth == b.Truth,
        (TimeValue a, TimeValue b) => a.Time == b.Time,
        (ObjectValue a, ObjectValue b) => ReferenceEquals(a, b),
        _ => throw new TemplateFailure("incompatible types for comparison"),
    };

    /// <summary>Less than zero when the left comes first; texts are ordered by their bytes.</summary>
    public static int Order(TemplateValue left, TemplateValue right) => (left, right) switch
    {
        (IntValue a, IntValue b) => a.Number.CompareTo(b.Number),
        (FloatValue a, FloatValue b) => a.Number.CompareTo(b.Number),
        (StringValue a, StringValue b) =>
            Encoding.UTF8.GetBytes(a.Text).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b.Text)),
        (IntValue or FloatValue or StringValue, IntValue or FloatValue or StringValue) =>
            throw new TemplateFailure("incompatible types for comparison"),
        _ => throw new TemplateFailure("invalid type for comparison"),
    };
}
