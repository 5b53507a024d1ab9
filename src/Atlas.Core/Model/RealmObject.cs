namespace Atlas.Core.Model;

/// <summary>An object besides schemas, tables and enums; the kinds are a closed family.</summary>
/// <remarks>They stand in <see cref="Schema.Objects"/>. All go through the same few changes: added, dropped, modified,
/// renamed.</remarks>
public abstract record RealmObject
{
    private protected RealmObject(string name) => Name = name;

    /// <summary>Gets the name without schema.</summary>
    public string Name { get; init; }

    /// <summary>Gets the comment; null when there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>Gets what it stands on; empty where nobody asked a database.</summary>
    public Beside<ObjectReference> DependsOn { get; init; }

    /// <summary>Gets who may use it, for when it is created again; nothing that this program manages.</summary>
    public Beside<Grant> Grants { get; init; }

    /// <summary>Gets what it is.</summary>
    public abstract ObjectKind Kind { get; }

    /// <summary>Gets the table or view of its schema that it is a part of, and is named with; null for what stands by
    /// itself.</summary>
    public virtual string? Relation => null;

    /// <summary>Gets what tells it from namesakes of its kind; empty where there can be none.</summary>
    public virtual string Detail => "";

    /// <summary>Returns its reference in a schema.</summary>
    public ObjectReference In(string schema) => new(Kind, new ObjectName(schema, Name), Detail);

    /// <summary>Returns whether two are one object, whatever they hold.</summary>
    public bool IsSame(RealmObject other) => Kind == other.Kind && Name == other.Name && Detail == other.Detail;

    /// <summary>Compares by kind, name and what tells namesakes apart: the order in which realms hold them.</summary>
    public static int InOrder(RealmObject left, RealmObject right) => left.In("").CompareTo(right.In(""));
}
