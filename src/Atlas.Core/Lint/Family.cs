using Atlas.Core.Model;
using Atlas.Hcl.Text;

namespace Atlas.Core.Lint;

/// <summary>Rules that are switched together: a block of the project file, a word of <c>atlas:nolint</c>, a section of a
/// report.</summary>
/// <param name="Name">The block's name, such as <c>destructive</c>.</param>
/// <param name="Title">The section's title, without a full stop.</param>
/// <param name="Severity">How much its findings matter unless the project says otherwise.</param>
public sealed record Family(string Name, string Title, Severity Severity = Severity.Warning)
{
    /// <summary>What takes rows or values away.</summary>
    public static readonly Family Destructive = new("destructive", "destructive changes detected", Severity.Error);

    /// <summary>What fails when the rows don't fit.</summary>
    public static readonly Family DataDepend = new("data_depend", "data dependent changes detected");

    /// <summary>What breaks programs that know the old names.</summary>
    public static readonly Family Incompatible = new("incompatible", "backward incompatible changes detected");

    /// <summary>What takes a constraint away.</summary>
    public static readonly Family ConstraintDrop = new("condrop", "constraint deletion detected");

    /// <summary>What changes who sees which rows.</summary>
    public static readonly Family Access = new("access", "changes of access detected");

    /// <summary>How indexes are built beside writers (PostgreSQL).</summary>
    public static readonly Family ConcurrentIndex = new("concurrent_index", "concurrent index violations detected");

    /// <summary>What makes readers or writers of a table wait.</summary>
    public static readonly Family Blocking = new("blocking", "blocking table changes detected");

    /// <summary>What makes readers of a large table wait.</summary>
    public static readonly Family LargeTables = new("large_table", "blocked readers of large tables detected", Severity.Error);

    /// <summary>How rows are laid out.</summary>
    public static readonly Family Alignment = new("alignment", "improvable column alignment detected");

    /// <summary>Drops and adds that may be one rename.</summary>
    public static readonly Family Renames = new("renames", "possible renames detected");

    /// <summary>Indexes that are missing, or there twice.</summary>
    public static readonly Family Indexes = new("indexes", "missing or redundant indexes detected");

    /// <summary>Names that break the project's convention.</summary>
    public static readonly Family Naming = new("naming", "naming violations detected");

    /// <summary>Transactions inside the plan's own.</summary>
    public static readonly Family NestedTransactions = new("nested_transaction", "nested transactions detected");

    /// <summary>Objects that belong to somebody else.</summary>
    public static readonly Family Ownership = new("ownership", "ownership violations detected");

    /// <summary>What the project's own rules refuse.</summary>
    public static readonly Family Rules = new("rules", "rule violations detected");

    /// <summary>Gets all families in the order of a report.</summary>
    public static Seq<Family> All { get; } =
    [
        Destructive, DataDepend, Incompatible, ConstraintDrop, Access, Renames, LargeTables, ConcurrentIndex, Blocking,
        NestedTransactions, Ownership, Naming, Rules, Indexes, Alignment,
    ];
}
