using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds views, routines and types that are gone after the plan, for programs that use them.</summary>
public sealed class DroppedDefinition : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("AT109", Family.Incompatible, "A view, routine or type is dropped");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from step in pass.Steps
        from dropped in Dropped(step.Change)
        where !IsThere(pass.Desired, dropped)
        select Rule.At(step.At(dropped.Name.Name, Word(dropped.Kind)),
            $"{Capital(dropped.Kind.Title())} \"{dropped.Name.Name}\" is dropped: programs that use it fail from then on.");

    private static IEnumerable<ObjectReference> Dropped(Change change) => change switch
    {
        DropObject { Object: { Relation: null } item } drop when item is not Sequence => [item.In(drop.Schema)],
        DropEnum drop => [new(ObjectKind.Enum, new(drop.Schema, drop.Enum.Name))],
        _ => [],
    };

    private static bool IsThere(Realm realm, ObjectReference reference) => reference.Kind == ObjectKind.Enum
        ? realm.Enum(reference.Name) is not null
        : realm.Object(reference) is not null;

    private static string Word(ObjectKind kind) => kind.IsType() && kind != ObjectKind.Domain ? "TYPE"
        : kind == ObjectKind.Materialized ? "VIEW" : kind.Word().ToUpperInvariant();

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
