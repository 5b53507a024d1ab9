namespace Atlas.Hcl.Values;

/// <summary>An immutable value: known, unknown, or null, always with a type. Strings are in NFC.</summary>
public sealed class Value : IEquatable<Value>
{
    private readonly object? payload;
    private readonly bool isKnown;

    private Value(ValueType type, object? payload, bool isKnown = true) =>
        (Type, this.payload, this.isKnown) = (type, payload, isKnown);

    /// <summary>The literal null.</summary>
    public static readonly Value NullLiteral = new(ValueType.Dynamic, null);

    /// <summary>true.</summary>
    public static readonly Value True = new(ValueType.Bool, true);

    /// <summary>false.</summary>
    public static readonly Value False = new(ValueType.Bool, false);

    /// <summary>Gets the type.</summary>
    public ValueType Type { get; }

    /// <summary>Gets whether the value is null; an unknown value isn't.</summary>
    public bool IsNull => isKnown && payload is null;

    /// <summary>Gets whether the value is known; a collection may be known and hold unknown elements.</summary>
    public bool IsKnown => isKnown;

    /// <summary>Makes a string.</summary>
    public static Value String(string text) => throw new NotImplementedException();

    /// <summary>Makes a number.</summary>
    public static Value Number(Number number) => new(ValueType.Number, number);

    /// <summary>Makes a whole number.</summary>
    public static Value Number(long number) => Number(Values.Number.From(number));

    /// <summary>Makes a bool.</summary>
    public static Value Bool(bool value) => value ? True : False;

    /// <summary>Makes the null of a type.</summary>
    public static Value Null(ValueType type) => new(type, null);

    /// <summary>Makes the unknown value of a type.</summary>
    public static Value Unknown(ValueType type) => new(type, null, isKnown: false);

    /// <summary>Makes a tuple.</summary>
    public static Value Tuple(IEnumerable<Value> elements) => throw new NotImplementedException();

    /// <summary>Makes a list; every element must be of the element type.</summary>
    public static Value List(ValueType element, IEnumerable<Value> elements) => throw new NotImplementedException();

    /// <summary>Makes a set: duplicates fall together, the order is the set's own.</summary>
    public static Value Set(ValueType element, IEnumerable<Value> elements) => throw new NotImplementedException();

    /// <summary>Makes a map; of equal keys the last one stays.</summary>
    public static Value Map(ValueType element, IEnumerable<KeyValuePair<string, Value>> elements) =>
        throw new NotImplementedException();

    /// <summary>Makes an object; of equal keys the last one stays.</summary>
    public static Value Object(IEnumerable<KeyValuePair<string, Value>> attributes) =>
        throw new NotImplementedException();

    /// <summary>Makes a value of the host's own; the payload compares by its own equality.</summary>
    public static Value Opaque(OpaqueType type, object payload) => new(type, payload);

    /// <summary>Returns the text of a known string that isn't null; anything else is a mistake of the caller.</summary>
    public string AsString() => (string)payload!;

    /// <summary>Returns the number of a known number that isn't null.</summary>
    public Number AsNumber() => (Number)payload!;

    /// <summary>Returns the truth of a known bool that isn't null.</summary>
    public bool AsBool() => (bool)payload!;

    /// <summary>Returns the payload of a known opaque value that isn't null.</summary>
    public object AsOpaque() => payload!;

    /// <summary>Gets the elements of a known list, set or tuple, in its order; empty for anything else.</summary>
    public IReadOnlyList<Value> Elements => throw new NotImplementedException();

    /// <summary>Gets the members of a known map or object, sorted by key (ordinal); empty for anything else.</summary>
    public IReadOnlyDictionary<string, Value> Members => throw new NotImplementedException();

    /// <summary>Compares type and content deeply.</summary>
    public bool Equals(Value? other) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Value);

    /// <inheritdoc/>
    public override int GetHashCode() => throw new NotImplementedException();
}
