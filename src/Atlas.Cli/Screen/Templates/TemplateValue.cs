using System.Collections.Immutable;

namespace Atlas.Cli.Screen.Templates;

/// <summary>A value that a template can show. Closed: commands build these by hand from what they want to be
/// seen.</summary>
public abstract record TemplateValue
{
    private protected TemplateValue() { }

    /// <summary>Gets nothing: an absent optional value.</summary>
    public static TemplateValue Nil { get; } = new NilValue(IsMissing: false);

    /// <summary>Gets what a map answers for a key that it lacks; it shows as <c>&lt;no value&gt;</c>.</summary>
    public static TemplateValue Missing { get; } = new NilValue(IsMissing: true);

    /// <summary>Returns a text; an empty one for null, as the fields of records are that scripts know.</summary>
    public static TemplateValue Of(string? text) => new StringValue(text ?? "");

    /// <summary>Returns a number.</summary>
    public static TemplateValue Of(long number) => new IntValue(number);

    /// <summary>Returns a truth value.</summary>
    public static TemplateValue Of(bool truth) => new BoolValue(truth);

    /// <summary>Returns a list of texts.</summary>
    public static TemplateValue Of(IEnumerable<string> texts) =>
        new ListValue([.. texts.Select(text => new StringValue(text))]);

    /// <summary>Gets the type's name as Go would say it in a message.</summary>
    public string TypeName => this switch
    {
        BoolValue => "bool",
        IntValue => "int",
        FloatValue => "float64",
        StringValue => "string",
        TimeValue => "time.Time",
        ListValue => "[]interface {}",
        MapValue => "map[string]interface {}",
        ObjectValue value => value.Type,
        _ => "interface {}",
    };

    /// <summary>Gets whether <c>if</c> takes it for true: not nil, false, zero or empty; an object always is.</summary>
    public bool IsTrue => this switch
    {
        BoolValue value => value.Truth,
        IntValue value => value.Number != 0,
        FloatValue value => value.Number != 0,
        StringValue value => value.Text.Length > 0,
        ListValue value => value.Items.Length > 0,
        MapValue value => value.Entries.Count > 0,
        NilValue => false,
        _ => true,
    };
}

/// <summary>Nothing.</summary>
/// <param name="IsMissing">Whether it stands for a map's missing entry.</param>
public sealed record NilValue(bool IsMissing) : TemplateValue;

/// <summary>True or false.</summary>
/// <param name="Truth">Which.</param>
public sealed record BoolValue(bool Truth) : TemplateValue;

/// <summary>A whole number.</summary>
/// <param name="Number">The number.</param>
public sealed record IntValue(long Number) : TemplateValue;

/// <summary>A floating point number.</summary>
/// <param name="Number">The number.</param>
public sealed record FloatValue(double Number) : TemplateValue;

/// <summary>A text.</summary>
/// <param name="Text">The text; may be empty.</param>
public sealed record StringValue(string Text) : TemplateValue;

/// <summary>A point in time.</summary>
/// <param name="Time">The time; shown with its own offset.</param>
public sealed record TimeValue(DateTimeOffset Time) : TemplateValue;

/// <summary>Values in order.</summary>
/// <param name="Items">The values; may be empty.</param>
public sealed record ListValue(ImmutableArray<TemplateValue> Items) : TemplateValue;

/// <summary>Values by key; walked in the order of the keys' code points.</summary>
/// <param name="Entries">The values.</param>
public sealed record MapValue(ImmutableSortedDictionary<string, TemplateValue> Entries) : TemplateValue
{
    /// <summary>Makes a map from pairs.</summary>
    public static MapValue Of(params IEnumerable<KeyValuePair<string, TemplateValue>> entries) =>
        new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, entries));
}

/// <summary>A value with named fields, in the order in which JSON shows them, and methods.</summary>
/// <param name="Type">The type's name for messages, such as <c>SchemaApply</c>.</param>
/// <param name="Fields">The fields; no two with one name.</param>
public sealed record ObjectValue(string Type, ImmutableArray<TemplateField> Fields) : TemplateValue
{
    /// <summary>Gets the methods; a template calls them like fields, with arguments after a space.</summary>
    public ImmutableArray<TemplateFunction> Methods { get; init; } = [];

    /// <summary>Gets what JSON shows instead of the fields; null for the fields.</summary>
    public TemplateValue? Json { get; init; }

    /// <summary>Gets what the value itself shows as text; null for its fields in braces.</summary>
    public string? Text { get; init; }
}

/// <summary>A field of an object.</summary>
/// <param name="Name">Its name in templates.</param>
/// <param name="Value">Its value.</param>
public sealed record TemplateField(string Name, TemplateValue Value)
{
    /// <summary>Gets its key in JSON; null keeps it out of JSON.</summary>
    public string? JsonName { get; init; } = Name;

    /// <summary>Gets whether JSON leaves it out when it is nil, false, zero or empty.</summary>
    public bool OmitEmpty { get; init; }
}

/// <summary>A function or method that a template may call.</summary>
/// <param name="Name">Its name in templates.</param>
/// <param name="Least">How many arguments it needs.</param>
/// <param name="Most">How many it takes; null for any number.</param>
/// <param name="Call">What it does; throws <see cref="TemplateFailure"/> with the reason when it can't.</param>
public sealed record TemplateFunction(
    string Name, int Least, int? Most, Func<IReadOnlyList<TemplateValue>, TemplateValue> Call);
