using Atlas.Core.Model;
using Atlas.Hcl.Text;

namespace Atlas.Core.Schemas.Reading;

/// <summary>A block whose place and name are known, so that others can refer to it.</summary>
/// <param name="Instance">The block.</param>
/// <param name="Name">The final name; a schema has only the first half.</param>
internal sealed record Declaration(BlockInstance Instance, ObjectName Name)
{
    /// <summary>Gets the columns of a table, by their labels in source order; those that it inherits follow.</summary>
    public IReadOnlyList<MemberDeclaration> Columns { get; init; } = [];

    /// <summary>Gets the indexes and unique constraints of a table, by their labels in source order.</summary>
    public IReadOnlyList<MemberDeclaration> Indexes { get; init; } = [];

    /// <summary>Gets the tables that a table inherits from, in order.</summary>
    public Seq<ObjectName> Parents { get; init; } = [];

    /// <summary>Gets the type of the block.</summary>
    public string Kind => Instance.Type;

    /// <summary>Gets the label that references use.</summary>
    public string Label => Instance.Label;
}

/// <summary>A column or index that others can refer to.</summary>
/// <param name="Instance">The block.</param>
/// <param name="Name">The final name.</param>
internal sealed record MemberDeclaration(BlockInstance Instance, string Name);

/// <summary>Finds blocks that declare the same thing.</summary>
internal static class Duplicates
{
    /// <summary>Adds an error for each block whose key an earlier one has.</summary>
    public static void Report<T>(IEnumerable<T> blocks, Func<T, object> key, Func<T, BlockInstance> instance,
        DiagnosticBag diagnostics)
    {
        foreach (var group in blocks.GroupBy(key))
        {
            var first = instance(group.First());
            foreach (var again in group.Skip(1).Select(instance))
                diagnostics.Error(
                    $"duplicate {again.Describe()}",
                        $"It is declared at {first.Header} already. Remove one of them, or give it another name.",
                    again.Header);
        }
    }
}
