using System.Diagnostics;

namespace Atlas.Hcl.Values;

/// <summary>An immutable value: known, unknown, or null, always with a type. Strings are in NFC.</summary>
public sealed partial class Value : IEquatable<Value>
{
    private static readonly SortedList<string, Value> NoMembers = [];

    // string, Number, bool, an array of elements, a sorted list of members, or the host's object.
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

    /// <summary>Makes a string; the text is brought into NFC.</summary>
    public static Value String(string text) => new(ValueType.String, Nfc.Normalize(text));

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
    public static Value Tuple(IEnumerable<Value> elements)
    {
        Value[] all = [.. elements];
        return new Value(new TupleType([.. all.Select(e => e.Type)]), all);
    }

    /// <summary>Makes a list; every element must be of the element type.</summary>
    public static Value List(ValueType element, IEnumerable<Value> elements) =>
        new(new ListType(element), elements.ToArray());

    /// <summary>Makes a set: duplicates fall together, the order is the set's own.</summary>
    public static Value Set(ValueType element, IEnumerable<Value> elements) =>
        new(new SetType(element), elements.Distinct().Order(ValueOrder.Instance).ToArray());

    /// <summary>Makes a map; of equal keys the last one stays.</summary>
    public static Value Map(ValueType element, IEnumerable<KeyValuePair<string, Value>> elements) =>
        new(new MapType(element), Sorted(elements));

    /// <summary>Makes an object; of equal keys the last one stays.</summary>
    public static Value Object(IEnumerable<KeyValuePair<string, Value>> attributes)
    {
        var members = Sorted(attributes);
        return new Value(ObjectType.Of(members.Select(m => KeyValuePair.Create(m.Key, m.Value.Type))), members);
    }

    /// <summary>Makes a value of the host's own; the payload compares by its own equality.</summary>
    public static Value Opaque(OpaqueType type, object payload) => new(type, payload);

    /// <summary>Returns the text of a known string that isn't null; anything else is a mistake of the caller.</summary>
    public string AsString() => As<string>();

    /// <summary>Returns the number of a known number that isn't null.</summary>
    public Number AsNumber() => As<Number>();

    /// <summary>Returns the truth of a known bool that isn't null.</summary>
    public bool AsBool() => As<bool>();

    /// <summary>Returns the payload of a known opaque value that isn't null.</summary>
    public object AsOpaque() => As<object>();

    /// <summary>Gets the elements of a known list, set or tuple, in its order; empty for anything else.</summary>
    public IReadOnlyList<Value> Elements => payload as Value[] ?? [];

    /// <summary>Gets the members of a known map or object, sorted by key (ordinal); empty for anything else.</summary>
    public IReadOnlyDictionary<string, Value> Members => payload as SortedList<string, Value> ?? NoMembers;

    /// <summary>Gets whether the value and all it holds are known; the cost is linear in its size.</summary>
    public bool IsWhollyKnown =>
        isKnown && Elements.All(e => e.IsWhollyKnown) && Members.All(m => m.Value.IsWhollyKnown);

    /// <summary>Compares type and content deeply; two unknown values of one type are equal.</summary>
    public bool Equals(Value? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || isKnown != other.isKnown || Type != other.Type) return false;
        return (payload, other.payload) switch
        {
            (Value[] mine, Value[] its) => mine.AsSpan().SequenceEqual(its),
            (SortedList<string, Value> mine, SortedList<string, Value> its) =>
                mine.Keys.SequenceEqual(its.Keys) && mine.Values.SequenceEqual(its.Values),
            _ => Equals(payload, other.payload),
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Value);

    /// <inheritdoc/>
    public override int GetHashCode() => payload switch
    {
        Value[] elements => elements.Aggregate(elements.Length, HashCode.Combine),
        SortedList<string, Value> members =>
            members.Aggregate(members.Count, (hash, member) => HashCode.Combine(hash, member.Key, member.Value)),
        _ => HashCode.Combine(isKnown, payload),
    };

    private T As<T>() =>
        payload is T content
            ? content
            : throw new UnreachableException($"The content of a {Type.Name} was read as another.");

    private static SortedList<string, Value> Sorted(IEnumerable<KeyValuePair<string, Value>> members)
    {
        var byKey = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (key, value) in members) byKey[Nfc.Normalize(key)] = value;
        var sorted = new SortedList<string, Value>(byKey.Count, CodePointOrder.Instance);
        // Adding in order appends.
        foreach (var key in byKey.Keys.Order(CodePointOrder.Instance)) sorted.Add(key, byKey[key]);
        return sorted;
    }
}
