using Atlas.Core.Model;

namespace Atlas.Tests.Databases.Sqlite;

public sealed class InspectionTests
{
    [Fact]
    public async Task A_database_in_memory_is_the_empty_schema_main()
    {
        await using var database = await Lite.Open();
        Assert.Equal(Realm.Empty.With(new Schema("main")), await database.Realm());
        Assert.Equal("3", database.EngineMajor);
        Assert.Equal("main", database.BoundSchema);
    }

    [Fact]
    public async Task Columns_have_types_defaults_and_nullability()
    {
        var table = await Lite.Table(
            """
            CREATE TABLE "t" (
                id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- a comment, with a comma
                name VARCHAR( 255 ) NOT NULL DEFAULT 'it''s' COLLATE nocase,
                price DECIMAL(10, 2) DEFAULT -1.50,
                big unsigned big int,
                flag bool DEFAULT 1,
                code text DEFAULT 5,
                made datetime DEFAULT CURRENT_TIMESTAMP,
                calc int DEFAULT (1 + /* two */ 2),
                raw blob DEFAULT x'00ff',
                untyped DEFAULT NULL,
                odd char(3) DEFAULT "dq"
            )
            """);
        Assert.Equal(
            [
                new Column("id", new BuiltInType("integer", []), false) { IsAutoIncrement = true },
                new Column("name", new BuiltInType("varchar", [255]), false) { Default = new StringLiteral("it's"), Collation = "NOCASE" },
                new Column("price", new BuiltInType("decimal", [10, 2]), true) { Default = new NumberLiteral("-1.50") },
                new Column("big", new BuiltInType("unsigned_big_int", []), true),
                new Column("flag", new BuiltInType("bool", []), true) { Default = new BoolLiteral(true) },
                new Column("code", new BuiltInType("text", []), true) { Default = new StringLiteral("5") },
                new Column("made", new BuiltInType("datetime", []), true) { Default = new RawSql("CURRENT_TIMESTAMP") },
                new Column("calc", new BuiltInType("int", []), true) { Default = new RawSql("1 + 2") },
                new Column("raw", new BuiltInType("blob", []), true) { Default = new RawSql("x'00ff'") },
                new Column("untyped", new BuiltInType("blob", []), true) { Default = new RawSql("NULL") },
                new Column("odd", new RawType("char(3)"), true) { Default = new StringLiteral("dq") },
            ],
            table.Columns);
        Assert.Equal(new PrimaryKey(["id"]), table.PrimaryKey);
    }

    [Fact]
    public async Task Generated_columns_have_their_expression()
    {
        var table = await Lite.Table(
            "CREATE TABLE t (a int, b int GENERATED ALWAYS AS ((a * 2)) STORED, c AS (substr('a,)', a)) , d int CONSTRAINT x AS (a/2) VIRTUAL)");
        Assert.Equal(
            [null, new Generated("a * 2", true), new Generated("substr('a,)', a)", false), new Generated("a/2", false)], table.Columns.Select(c => c.Generated));
        Assert.Equal(new BuiltInType("int", []), table.Columns[1].Type);
    }

    [Fact]
    public async Task Checks_of_columns_and_tables_have_names_where_they_were_given()
    {
        var table = await Lite.Table(
            """
            CREATE TABLE [t] (a int CHECK (a > 0) CONSTRAINT "not ten" CHECK ((a <> 10)), [b c] text CHECK (`b c` <> ')'),
              CONSTRAINT ab CHECK (a < 100) CHECK (a > 0))
            """);
        Assert.Equal([new Check(null, "\"b c\" <> ')'"), new Check(null, "a > 0"), new Check("ab", "a < 100"), new Check("not ten", "a <> 10")], table.Checks);
    }

    [Fact]
    public async Task Unnamed_foreign_keys_are_named_by_table_and_columns()
    {
        var table = (await Lite.Inspect(
            """
            CREATE TABLE p (Id integer primary key, a int, b int, unique (a, b));
            CREATE TABLE c (
              x int REFERENCES P ON DELETE SET NULL ON UPDATE CASCADE NOT NULL,
              y int CONSTRAINT named REFERENCES p (id) ON DELETE RESTRICT,
              z int, x2 int REFERENCES p,
              FOREIGN KEY (y, z) REFERENCES p (a, B) ON DELETE SET DEFAULT,
              FOREIGN KEY (x) REFERENCES c (x2));
            """)).Schemas[0].Tables[0];
        Assert.Equal(
            [
                new ForeignKey("c_x2_fkey", ["x2"], new("main", "p"), ["Id"]),
                new ForeignKey("c_x_fkey", ["x"], new("main", "p"), ["Id"]) { OnDelete = ReferentialAction.SetNull, OnUpdate = ReferentialAction.Cascade },
                new ForeignKey("c_x_fkey_2", ["x"], new("main", "c"), ["x2"]),
                new ForeignKey("c_y_z_fkey", ["y", "z"], new("main", "p"), ["a", "b"]) { OnDelete = ReferentialAction.SetDefault },
                new ForeignKey("named", ["y"], new("main", "p"), ["Id"]) { OnDelete = ReferentialAction.Restrict },
            ],
            table.ForeignKeys);
        Assert.False(table.Column("x")!.IsNullable);
    }

    [Fact]
    public async Task Unique_constraints_are_unique_indexes_named_by_table_and_columns()
    {
        var table = await Lite.Table("CREATE TABLE t (a int UNIQUE, b int, c text, UNIQUE (b, c)); CREATE INDEX t_a ON t (b)");
        Assert.Equal(["t_a", "t_a_2", "t_b_c"], table.Indexes.Select(i => i.Name));
        Assert.Equal([false, true, true], table.Indexes.Select(i => i.IsUnique));
        Assert.Equal(["b", "c"], table.Indexes[2].Parts.Select(p => p.Column));
    }

    [Fact]
    public async Task Indexes_have_directions_expressions_collations_and_conditions()
    {
        var table = await Lite.Table(
            """
            CREATE TABLE t (a int, b text, c text COLLATE NOCASE);
            CREATE UNIQUE INDEX i ON t (a DESC, lower(b), b COLLATE NOCASE ASC, c, c COLLATE nocase, c COLLATE binary DESC) WHERE (a > 0 -- positive
              AND b IS NOT NULL)
            """);
        Assert.Equal(
            new Index("i",
            [
                new IndexPart { Column = "a", IsDescending = true }, new IndexPart { Expression = "lower(b)" },
                new IndexPart { Expression = "\"b\" COLLATE NOCASE" }, new IndexPart { Column = "c" }, new IndexPart { Column = "c" },
                new IndexPart { Expression = "\"c\" COLLATE BINARY", IsDescending = true },
            ])
            { IsUnique = true, Predicate = "a > 0 AND b IS NOT NULL" },
            Assert.Single(table.Indexes));
    }

    [Fact]
    public async Task Storage_is_inspected()
    {
        var table = await Lite.Table("CREATE TABLE t (a text primary key, b int) WITHOUT ROWID, STRICT");
        Assert.True(table is { IsStrict: true, IsWithoutRowId: true });
        Assert.False(table.Columns[0].IsNullable);
    }

    [Fact]
    public async Task What_is_not_managed_is_named_with_the_tables_it_depends_on()
    {
        await using var database = await Lite.With(
            """
            CREATE TABLE a (x int); CREATE TABLE b (y int UNIQUE ON CONFLICT REPLACE, z int REFERENCES a (x) DEFERRABLE INITIALLY DEFERRED);
            CREATE VIEW v AS SELECT * FROM "A" JOIN b;
            CREATE VIEW w (n) AS SELECT y FROM b;
            CREATE TRIGGER g AFTER INSERT ON a BEGIN DELETE FROM b; END;
            CREATE VIRTUAL TABLE f USING fts5(x, content='a');
            CREATE TABLE atlas_schema_revisions (version text);
            """);
        var inspection = await database.InspectAsync([], Lite.Token);
        Assert.Equal(["a", "b"], inspection.Realm.Schemas[0].Tables.Select(t => t.Name));
        Assert.Equal(
            ["conflict clause b [main.b]", "deferred foreign key b [main.b]", "shadow table f_config []", "shadow table f_data []",
             "shadow table f_docsize []", "shadow table f_idx []", "view with names of columns w [main.b]", "virtual table f [main.a]"],
            inspection.Unmanaged.Select(u => $"{u.Kind} {u.Name} {u.DependsOn}"));
        Assert.Equal(
            ["v: main.a main.b", "g: main.a main.b"],
            inspection.Realm.AllObjects().Select(o => $"{o.Object.Name}: {string.Join(' ', o.Object.DependsOn.Select(d => d.Name))}"));
    }

    [Fact]
    public async Task Chinook_has_its_shape_and_creates_its_equal()
    {
        await using var database = await Lite.With(await File.ReadAllTextAsync(Schemas.Path("chinook.sqlite.sql"), Lite.Token));
        var realm = await database.Realm();
        var tables = realm.Schemas[0].Tables;
        Assert.Equal(
            ["Album", "Artist", "Customer", "Employee", "Genre", "Invoice", "InvoiceLine", "MediaType", "Playlist", "PlaylistTrack", "Track"],
            tables.Select(t => t.Name));
        Assert.Equal((64, 11, 11), (tables.Sum(t => t.Columns.Count), tables.Sum(t => t.ForeignKeys.Count), tables.Sum(t => t.Indexes.Count)));
        Assert.Equal("Track_AlbumId_fkey", tables[^1].ForeignKeys[0].Name);

        await using var copy = await Lite.Open();
        await copy.Apply(realm);
        Assert.Equal(realm, await copy.Realm());
        Assert.Empty(Lite.Write(await copy.Realm(), realm));
    }
}
