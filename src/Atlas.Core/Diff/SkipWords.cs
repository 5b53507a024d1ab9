using System.Diagnostics;
using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>The words of a policy's <c>skip</c>, and which changes each one means.</summary>
internal sealed class SkipWords(DiffPolicy policy)
{
    private static readonly string[] Kinds =
    [
        "schema", "table", "column", "primary_key", "index", "foreign_key", "check", "enum", "view", "materialized",
        "func", "proc", "trigger",
        "sequence", "domain", "composite", "policy", "extension", "event", "aggregate", "object", "role", "user",
        "permission",
    ];

    private readonly HashSet<string> words = new(policy.Skip, StringComparer.Ordinal);

    /// <summary>Gets every word that a policy may say, those of kinds that aren't managed yet included.</summary>
    public static IEnumerable<string> Known { get; } =
        [.. from verb in (string[])["add", "drop", "modify", "rename"] from kind in Kinds select $"{verb}_{kind}"];

    /// <summary>Gets whether no word is there.</summary>
    public bool IsEmpty => words.Count == 0;

    /// <summary>Returns whether a word is there.</summary>
    public bool Contains(string word) => words.Contains(word);

    /// <summary>Returns whether a change is to be left out; for a table's modification, whether all of it is.</summary>
    public bool Contains(Change change) => words.Contains(change switch
    {
        AddSchema => "add_schema",
        DropSchema => "drop_schema",
        SetSchemaComment => "modify_schema",
        AddEnum => "add_enum",
        DropEnum => "drop_enum",
        ModifyEnum => "modify_enum",
        AddTable => "add_table",
        DropTable => "drop_table",
        RenameTable => "rename_table",
        ModifyTable => "modify_table",
        AddObject c => $"add_{Word(c.Object.Kind)}",
        DropObject c => $"drop_{Word(c.Object.Kind)}",
        ModifyObject c => $"modify_{Word(c.From.Kind)}",
        RenameObject c => $"rename_{Word(c.Object.Kind)}",
        _ => throw new UnreachableException($"{change.GetType().Name} has no word."),
    });

    /// <summary>Returns whether a step inside a table is to be left out.</summary>
    public bool Contains(TableChange change) => words.Contains(change switch
    {
        AddColumn => "add_column",
        DropColumn => "drop_column",
        ModifyColumn => "modify_column",
        RenameColumn => "rename_column",
        SetPrimaryKey { From: null } => "add_primary_key",
        SetPrimaryKey { To: null } => "drop_primary_key",
        SetPrimaryKey => "modify_primary_key",
        AddIndex => "add_index",
        DropIndex => "drop_index",
        ModifyIndex => "modify_index",
        RenameIndex => "rename_index",
        AddForeignKey => "add_foreign_key",
        DropForeignKey => "drop_foreign_key",
        ModifyForeignKey => "modify_foreign_key",
        AddCheck => "add_check",
        DropCheck => "drop_check",
        ModifyCheck => "modify_check",
        SetTableComment => "modify_table",
        SetTableStorage or SetTableOptions or SetPartition or SetPartitioning => "modify_table",
        _ => throw new UnreachableException($"{change.GetType().Name} has no word."),
    });

    private static string Word(ObjectKind kind) => kind switch
    {
        ObjectKind.Function => "func",
        ObjectKind.Procedure => "proc",
        ObjectKind.Range or ObjectKind.Collation => "object",
        _ => kind.Word(),
    };
}
