using System.Diagnostics;
using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Planning;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes changes as SQL: one line for each kind, the rest by family of statements.</summary>
internal static class SqlWriter
{
    /// <summary>Writes one change, in execution order.</summary>
    public static IEnumerable<Statement> Write(Change change, WriteContext context)
    {
        var names = new Names(context.Naming);
        return change switch
        {
            AddSchema add => SchemaWriter.Add(add),
            DropSchema drop => SchemaWriter.Drop(drop, names),
            SetSchemaComment comment => [CommentWriter.Schema(comment.Schema, comment.To)],
            AddEnum add => EnumWriter.Add(add, names),
            DropEnum drop => [EnumWriter.Drop(drop, names)],
            ModifyEnum modify => EnumWriter.Modify(modify, names, context),
            AddTable add => TableWriter.Add(add, names),
            DropTable drop => [TableWriter.Drop(drop, names)],
            RenameTable rename => TableWriter.Rename(rename, names, context),
            ModifyTable modify => new TableAlteration(modify, names, context).Write(),
            AddObject add => ObjectWriter.Add(add, names),
            DropObject drop => [ObjectWriter.Drop(drop, names)],
            ModifyObject modify => ObjectWriter.Modify(modify, names),
            RenameObject rename => ObjectWriter.Rename(rename, names),
            _ => throw new UnreachableException(),
        };
    }
}
