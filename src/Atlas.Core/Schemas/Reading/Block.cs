using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Schemas.Reading;

/// <summary>A block whose attributes are read by kind. What can't be read adds an error and counts as absent.</summary>
internal sealed class Block(BlockInstance instance, BlockSpec spec, Reader reader, Scope scope, Declaration? table)
{
    private readonly Scope scope = scope.With(instance.Variables);

    /// <summary>Gets what the language says about the block.</summary>
    public BlockSpec Spec => spec;

    /// <summary>Gets the block as written.</summary>
    public BlockInstance Instance => instance;

    /// <summary>Gets the name: the attribute <c>name</c>, else the label; null when there is neither.</summary>
    public string? Name => Text("name") ?? (instance.Labels.Count == 0 ? null : instance.Label);

    /// <summary>Checks what the block's attributes have to do with each other.</summary>
    public Block Checked(string parent = "", int position = 0)
    {
        reader.Validator.Check(instance, spec, parent, position);
        return this;
    }

    /// <summary>Returns the blocks of a type inside, checked.</summary>
    public IReadOnlyList<Block> Blocks(BlockSpec type) =>
    [
        .. instance.Inside.Where(b => b.Type == type.Type)
            .Select((b, position) => new Block(b, type, reader, scope, table).Checked(instance.Label, position)),
    ];

    /// <summary>Returns a string.</summary>
    public string? Text(string name) => Converted(name, ValueType.String)?.AsString();

    /// <summary>Returns a bool; the fallback when it is absent.</summary>
    public bool Bool(string name, bool fallback = false) => Converted(name, ValueType.Bool)?.AsBool() ?? fallback;

    /// <summary>Returns a whole number.</summary>
    public long? Whole(string name)
    {
        if (Converted(name, ValueType.Number) is not { } value) return null;
        var number = value.AsNumber().ToInt64();
        if (number is null) Error($"attribute \"{name}\" must be a whole number", $"It is {value.AsNumber()}.", name);
        return number;
    }

    /// <summary>Returns one of the attribute's words in its own spelling, or where they are allowed any other
    /// string.</summary>
    public string? Word(string name)
    {
        if (Converted(name, ValueType.String)?.AsString() is not { } text) return null;
        var known = spec.Attribute(name)
            ?? throw new System.Diagnostics.UnreachableException($"{spec.Type}.{name} isn't in the table.");
        if (known.Words.FirstOrDefault(w => string.Equals(w, text,
            StringComparison.OrdinalIgnoreCase)) is { } word) return word;
        if (known.TakesOtherStrings) return text;
        Error($"Unknown {spec.Type}.{name}",
            $"There is no {spec.Type}.{name} named \"{text}\". Known are {string.Join(", ", known.Words)}.", name);
        return null;
    }

    /// <summary>Returns one of the attribute's words, another string, or the text of <c>sql("…")</c>.</summary>
    public string? WordOrSql(string name) => SqlText.Of(Value(name) ?? Hcl.Values.Value.NullLiteral)?.Sql ?? Word(name);

    /// <summary>Returns one of the attribute's words, or the name of a part of the table that it refers to.</summary>
    public (string? Word, string? Member) WordOrMember(string name, string kind)
    {
        if (Value(name) is not { } value) return (null, null);
        return Reading.Reference.Of(value) is { } reference && reference.Kind == kind
            ? (null, Single(reference, name)?.Member)
            : (Word(name), null);
    }

    /// <summary>Returns a list of strings.</summary>
    public Seq<string> Texts(string name)
    {
        var elements = Elements(name);
        if (elements.All(e => e.Type == ValueType.String && e is { IsKnown: true, IsNull: false })) return elements
            .Select(e => e.AsString()).ToSeq();
        Error($"mixed list types used in \"{name}\" attribute", "Every element must be a string.", name);
        return [];
    }

    /// <summary>Returns a default value as SQL knows it.</summary>
    public SqlExpression? Default(string name)
    {
        if (Value(name) is not { } value) return null;
        if (SqlText.Of(value) is { } sql) return new RawSql(sql.Sql);
        if (value.Type == ValueType.String) return new StringLiteral(value.AsString());
        if (value.Type == ValueType.Bool) return new BoolLiteral(value.AsBool());
        // A number in the source keeps its spelling: 1.50 is another default than 1.5 to a database.
        if (value.Type == ValueType.Number)
            return new NumberLiteral(Written(instance.Body.Attribute(name)?.Value) ?? value.AsNumber().ToString());
        Unexpected(value, name, "Give a string, a number, a bool or sql(\"…\").");
        return null;
    }

    /// <summary>Returns the type that an attribute names, with the enum references of SQL text still open.</summary>
    public Value? Type(string name) => Value(name);

    /// <summary>Returns a reference to a kind of block, with exactly one target.</summary>
    public ReferenceTarget? Reference(string name, string kind) =>
        Value(name) is { } value && Targets(value, name, kind) is { } reference ? Single(reference, name) : null;

    /// <summary>Returns references to a kind of block; those that lead to several blocks are errors.</summary>
    public Seq<ReferenceTarget> References(string name, string kind)
    {
        return References(name).Select(e => Targets(e, name, kind)).OfType<Reference>()
            .Select(r => Single(r, name)).OfType<ReferenceTarget>().ToSeq();
    }

    private IReadOnlyList<Value> References(string name)
    {
        var elements = Elements(name);
        var references = elements.Count(e => Reading.Reference.Of(e) is not null);
        if (references == 0 || references == elements.Count) return elements;
        Error($"mixed list types used in \"{name}\" attribute", "Every element must be a reference.", name);
        return [];
    }

    /// <summary>Returns the object that an attribute names: a reference to one of some kinds, or its name as
    /// SQL.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="kinds">The kinds; the first one serves as the example.</param>
    public (string? Kind, ObjectName Name)? Named(string name, params string[] kinds)
    {
        if (Value(name) is not { } value) return null;
        if (Reading.Reference.Of(value) is { } reference && kinds.Contains(reference.Kind))
        {
            // Namesakes of one schema are one name.
            var targets = reference with { Targets = reference.Targets.Distinct().ToSeq() };
            return Single(targets, name) is { } target ? (reference.Kind, target.Object) : null;
        }

        var sql = SqlText.Of(value)?.Sql ?? (value.Type == ValueType.String ? value.AsString() : null);
        if (sql is not null && SqlName.Parse(sql) is { Count: 1 or 2 } parts)
            return (null, new ObjectName(parts.Count == 2 ? parts[0] : "", parts[^1]));
        Error($"invalid reference used in {name}", $"A reference to a {kinds[0]} is needed, as in {kinds[0]}.item.", name);
        return null;
    }

    /// <summary>Returns a collation's name: a string, or a reference to a collation as its name in quotes.</summary>
    public string? Collation(string name)
    {
        if (Value(name) is not { } value) return null;
        if (Reading.Reference.Of(value) is { Kind: "collation" } reference)
        {
            return Single(reference, name)?.Object is { } target
                ? $"{reader.Dialect.Quote(target.Schema)}.{reader.Dialect.Quote(target.Name)}"
                : null;
        }

        return Text(name);
    }

    /// <summary>Returns the roles that an attribute lists: their names, words, or references to roles and users.</summary>
    public Seq<string> Roles(string name)
    {
        var roles = Elements(name).Select(e => Reading.Reference.Of(e) is { Kind: "role" or "user" } role
            ? Single(role, name)?.Object.Name
            : e.Type == ValueType.String && e is { IsKnown: true, IsNull: false } ? e.AsString() : null).ToList();
        if (roles.Contains(null))
            Error($"unexpected role in \"{name}\"", "Give the names of roles as strings, or PUBLIC.", name);
        return roles.OfType<string>().ToSeq();
    }

    /// <summary>Returns what <c>depends_on</c> names; which of several namesakes is still open.</summary>
    public Beside<ObjectReference> DependsOn() => References("depends_on") is var elements && elements.Count == 0 ? [] :
    [
        .. elements.SelectMany(e => Reading.Reference.Of(e) is { } reference
            && KindOf(reference.Kind) is { } kind
                ? reference.Targets.Select(t => new ObjectReference(kind, t.Object))
                : Wrong()),
    ];

    private IEnumerable<ObjectReference> Wrong()
    {
        Error("invalid reference used in depends_on", "A list of references is needed, as in [table.item].", "depends_on");
        return [];
    }

    private static ObjectKind? KindOf(string word) => word == "partition"
        ? ObjectKind.Table
        : Enum.GetValues<ObjectKind>().Where(k => k.Word() == word).Cast<ObjectKind?>().FirstOrDefault();

    /// <summary>Returns the attributes of any name, in source order, with the texts that they hold.</summary>
    public IEnumerable<(string Name, string Text)> Others()
    {
        foreach (var attribute in instance.Body.Attributes)
        {
            var known = new AttributeSpec(attribute.Name, ValueKind.Text) { Words = spec.OtherWords };
            var value = reader.Evaluation.Evaluate(attribute, known, spec.Type, scope, table?.Label ?? instance.Label);
            if (value is null) continue;
            if (value.Type is PrimitiveType && Conversion.Convert(value, ValueType.String, out _) is { } text)
                yield return (attribute.Name, text.AsString());
            else
                Unexpected(value, attribute.Name, "A string is required.");
        }
    }

    /// <summary>Adds an error at an attribute, or at the block when it isn't there.</summary>
    public void Error(string summary, string detail, string? attribute = null) =>
        reader.Diagnostics.Error(summary, detail,
            (attribute is null ? null : instance.Body.Attribute(attribute)?.Value.Span) ?? instance.Header);

    /// <summary>Adds the error of a value that has the wrong type.</summary>
    public void Unexpected(Value value, string name, string detail) =>
        Error($"unexpected type {(Reading.Reference.Of(value) is null ? value.Type.Name : "reference")} for " +
            $"attribute \"{name}\"", detail, name);

    /// <summary>Returns a reference's only target; adds an error when a label leads to several.</summary>
    public ReferenceTarget? Single(Reference reference, string name)
    {
        if (reference.Targets.Count == 1) return reference.Targets[0];
        var kind = reference.Kind is "column" or "index" ? "table" : reference.Kind;
        Error(
            $"multiple reference {kind}s found for \"{reference.Label}\"",
            $"Write the schema before the name, as in {kind}.{reference.Targets[0].Object.Schema}.{reference.Label}.",
                name);
        return null;
    }

    private Reference? Targets(Value value, string name, string kind)
    {
        if (Reading.Reference.Of(value) is { } reference && reference.Kind == kind) return reference;
        Error($"invalid reference used in {name}", $"A reference to a {kind} is needed, as in {Example(kind)}.", name);
        return null;
    }

    private static string Example(string kind) =>
        kind is "column" ? "column.id or table.item.column.id" : $"{kind}.item";

    private IReadOnlyList<Value> Elements(string name)
    {
        if (Value(name) is not { } value) return [];
        if (value.Type is TupleType or ListType or SetType) return value.Elements;
        Unexpected(value, name, "Give a list, [a, b].");
        return [];
    }

    private Value? Converted(string name, ValueType type)
    {
        if (Value(name) is not { } value) return null;
        if (value.Type is PrimitiveType && Conversion.Convert(value, type, out _) is { } converted) return converted;
        Unexpected(value, name, $"A {type.Name} is required.");
        return null;
    }

    private Value? Value(string name)
    {
        if (instance.Body.Attribute(name) is not { } attribute || spec.Attribute(name) is not { } known) return null;
        var errors = reader.Diagnostics.Items.Count;
        var value = reader.Evaluation.Evaluate(attribute, known, spec.Type, scope, table?.Label ?? instance.Label);
        if (value is null && known.IsRequired
            && errors == reader.Diagnostics.Items.Count) reader.Validator.Null(instance, known);
        return value;
    }

    private static string? Written(ExpressionSyntax? expression) => expression switch
    {
        NumberSyntax number => number.Text,
        UnarySyntax { Operand: NumberSyntax number } => $"-{number.Text}",
        _ => null,
    };
}
