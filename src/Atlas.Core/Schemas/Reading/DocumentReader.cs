using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;
using Atlas.Core.States;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Reads files as one document: inputs, then what is declared, then what it is.</summary>
internal sealed class DocumentReader(
    IReadOnlyList<SourceText> files, Dialect dialect, IReadOnlyDictionary<string, Value> variables)
{
    private readonly Reader reader = new(dialect);
    private readonly List<Rename> renames = [];

    /// <summary>Returns the state; throws <see cref="DiagnosticException"/> with everything that is wrong.</summary>
    public DesiredState Read()
    {
        var bodies = files.Select(f => HclParser.ParseFile(f, reader.Diagnostics)).ToList();
        reader.Diagnostics.ThrowIfErrors();
        foreach (var body in bodies) CheckFile(body);
        reader.Diagnostics.ThrowIfErrors();

        var inputs = new Inputs(bodies, variables, reader.Diagnostics).Read();
        var declarations = new Declarations(reader, inputs);
        declarations.Read(bodies);
        var realm = Realm(declarations);
        reader.Diagnostics.ThrowIfErrors();
        return new(RealmOrder.Sorted(dialect.Canonicalize(realm))) { Renames = renames.ToSeq() };
    }

    private void CheckFile(BodySyntax body)
    {
        if (body.BlocksOf("env").FirstOrDefault() is { } env)
            reader.Diagnostics.Error(
                $"cannot parse project file \"{env.Span.Source.Name}\" as a schema file",
                    "An env block belongs to a project file, atlas.hcl.",
                env.HeaderSpan);
        SchemaShape.File.Check(body, reader.Diagnostics);
    }

    private Realm Realm(Declarations declarations)
    {
        var scope = declarations.Scope;
        var types = new TypeReader(dialect,
        [
            .. declarations.Enums,
            .. declarations.Objects.Where(o => o.Kind is "domain" or "composite" or "range"),
            .. declarations.Tables,
        ]);
        var objects = new ObjectReader(reader, declarations, scope, types, renames).Read();
        var schemas = declarations.Schemas.Select(d => new Schema(d.Name.Schema)
        {
            Comment = new Block(d.Instance, SchemaLanguage.Schema, reader, scope, null).Checked().Text("comment"),
            Enums = declarations.Enums.Where(e => e.Name.Schema == d.Name.Schema).Select(e => Enum(e, scope)).ToSeq(),
            Tables = declarations.Tables.Where(t => t.Name.Schema == d.Name.Schema)
                .Select(t => Table(t, scope, types, declarations.Tables))
                .Concat(objects.Tables.Where(t => t.Schema == d.Name.Schema).Select(t => t.Table)).ToSeq(),
            Objects = objects.Of(d.Name.Schema),
        }).ToSeq();
        return new() { Schemas = schemas, Objects = objects.Of("") };
    }

    private EnumType Enum(Declaration declaration, Scope scope)
    {
        var block = new Block(declaration.Instance, SchemaLanguage.Enum, reader, scope, null).Checked();
        return new(declaration.Name.Name, block.Texts("values")) { Comment = block.Text("comment") };
    }

    private Table Table(Declaration declaration, Scope scope, TypeReader types, IReadOnlyList<Declaration> tables)
    {
        var own = scope.With(Symbols.Inside(declaration, declaration.Columns));
        var block = new Block(declaration.Instance, SchemaLanguage.Table, reader, own, declaration).Checked();
        block.DependsOn();
        if (block.Text("renamed_from") is { } old)
        {
            if (tables.Any(t => t.Name == new ObjectName(declaration.Name.Schema, old)))
                block.Error(
                    $"both \"{old}\" and \"{declaration.Name.Name}\" exist in schema \"{declaration.Name.Schema}\"",
                    "What was renamed can't be there under its old name too. Remove renamed_from, or the table of " +
                        "the old name.", "renamed_from");
            else
                renames.Add(new(RenameKind.Table, declaration.Name, old, declaration.Name.Name));
        }

        return new TableReader(block, declaration, types, renames).Read();
    }
}
