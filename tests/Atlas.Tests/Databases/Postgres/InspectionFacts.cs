using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Tests.Databases.Postgres;

[Collection("postgres")]
public sealed class InspectionFacts(PrivatePostgres server)
{
    [Fact]
    public async Task Chinook_is_managed_whole()
    {
        var found = await server.InspectedAsync(PostgresSteps.Schema("chinook.postgres.sql"));
        Assert.Empty(found.Unmanaged);
        Assert.Equal(11, found.Realm.Schema("public")!.Tables.Count);
        var track = found.PublicTable("track");
        Assert.Equal(new Column("unit_price", new BuiltInType("numeric", [10, 2]), false), track.Column("unit_price"));
        Assert.Equal(["track_id"], track.PrimaryKey!.Columns);
        Assert.Equal(3, track.ForeignKeys.Count);
        Assert.Equal(3, track.Indexes.Count);
    }

    [Fact]
    public async Task Pagila_is_managed_whole()
    {
        var found = await server.InspectedAsync(
            "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'postgres') THEN CREATE ROLE postgres; END IF; END $$;\n"
            + PostgresSteps.Schema("pagila.sql"));
        Assert.Empty(found.Unmanaged);
        var kinds = found.Realm.AllObjects().CountBy(o => o.Object.Kind).OrderBy(k => k.Key).Select(k => $"{k.Key} {k.Value}");
        Assert.Equal(
            ["Domain 2", "Sequence 13", "View 7", "Materialized 1", "Function 9", "Aggregate 1", "Trigger 15"],
            kinds);
        Assert.Equal(14 + 1 + 7, found.Realm.Schema("public")!.Tables.Count);
        Assert.Equal(7, found.Realm.Schema("public")!.Tables.Count(t => t.Partition?.Parent.Name == "payment"));
        var film = found.PublicTable("film");
        Assert.Equal(new TypeReference(ObjectKind.Domain, new ObjectName("public", "year")), film.Column("release_year")!.Type);
        Assert.Equal(new EnumReference(new ObjectName("public", "mpaa_rating")), film.Column("rating")!.Type);
        Assert.Equal(new StringLiteral("G"), film.Column("rating")!.Default);
        Assert.Equal(new RawSql("nextval('public.film_film_id_seq'::regclass)"), film.Column("film_id")!.Default);
        var view = Assert.Single(found.Realm.AllObjects(), o => o.Object.Name == "staff_list").Object;
        Assert.Equal(["address", "city", "country", "staff"], view.DependsOn.Select(d => d.Name.Name));
    }

    [Fact]
    public async Task Defaults_are_literals_where_they_are()
    {
        var found = await server.InspectedAsync(
            """
            CREATE TABLE d (a bigint DEFAULT -5, b varchar(9) DEFAULT 'it''s', c boolean DEFAULT true, d timestamp(3) DEFAULT '2020-01-01',
                e numeric(9,2) DEFAULT 1.50, f jsonb DEFAULT '{}', g int[] DEFAULT '{}', h text DEFAULT now()::text, i char(3) DEFAULT 'x',
                j bigint DEFAULT 5000000000, k text DEFAULT 'a\b', l double precision DEFAULT -1.5, m interval DEFAULT '1 day')
            """);
        SqlExpression? Of(string column) => found.PublicTable("d").Column(column)!.Default;
        Assert.Equal(new NumberLiteral("-5"), Of("a"));
        Assert.Equal(new StringLiteral("it's"), Of("b"));
        Assert.Equal(new BoolLiteral(true), Of("c"));
        Assert.Equal(new StringLiteral("2020-01-01 00:00:00"), Of("d"));
        Assert.Equal(new NumberLiteral("1.50"), Of("e"));
        Assert.Equal(new StringLiteral("{}"), Of("f"));
        Assert.Equal(new RawSql("'{}'::integer[]"), Of("g"));
        Assert.Equal(new RawSql("(now())::text"), Of("h"));
        Assert.Equal(new StringLiteral("x"), Of("i"));
        Assert.Equal(new NumberLiteral("5000000000"), Of("j"));
        Assert.Equal(new StringLiteral("a\\b"), Of("k"));
        Assert.Equal(new NumberLiteral("-1.5"), Of("l"));
        Assert.Equal(new StringLiteral("1 day"), Of("m"));
    }

    [Fact]
    public async Task What_the_model_does_not_hold_is_named_and_never_mangled()
    {
        var found = await server.InspectedAsync(
            """
            CREATE EXTENSION hstore;
            CREATE TABLE a (id int PRIMARY KEY, h hstore, n int); ALTER TABLE a ALTER n SET (n_distinct = 5);
            CREATE INDEX a_n ON a (n); CLUSTER a USING a_n;
            """);
        Assert.Equal(
            ["clustered index public.a_n", "column options public.a.n"], found.Unmanaged.Select(u => $"{u.Kind} {u.Name}"));
        Assert.Equal(["hstore"], found.Realm.Objects.Select(o => o.Name));
        Assert.Equal(new BuiltInType("hstore", []), found.PublicTable("a").Column("h")!.Type);
    }

    [Fact]
    public async Task Every_kind_of_unmanaged_object_is_named()
    {
        var found = await server.InspectedAsync(
            """
            CREATE TABLE t (id int, n int);
            CREATE TABLE parent (id int); CREATE TABLE child () INHERITS (parent);
            CREATE TABLE part (id int) PARTITION BY LIST (id); CREATE TABLE part1 PARTITION OF part FOR VALUES IN (1);
            CREATE UNLOGGED TABLE quick (id int);
            CREATE VIEW v AS SELECT id FROM t; CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
            CREATE SEQUENCE s; CREATE DOMAIN dom AS int; CREATE TYPE comp AS (a int, b t); CREATE TYPE ran AS RANGE (subtype = int);
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
            CREATE PROCEDURE p(a int) LANGUAGE sql AS 'SELECT 1';
            CREATE FUNCTION c_code() RETURNS int LANGUAGE internal AS 'pg_backend_pid';
            CREATE AGGREGATE agg (int) (sfunc = int4pl, stype = int);
            CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
            CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;
            CREATE POLICY pol ON t USING (id > 0); ALTER TABLE t ENABLE ROW LEVEL SECURITY;
            CREATE STATISTICS st ON id, n FROM t;
            CREATE COLLATION co (provider = libc, locale = 'C');
            CREATE PUBLICATION pub FOR TABLE t;
            CREATE EVENT TRIGGER et ON sql_drop EXECUTE FUNCTION ev();
            CREATE CAST (comp AS text) WITH INOUT;
            CREATE TEXT SEARCH CONFIGURATION ts (COPY = simple);
            CREATE FOREIGN DATA WRAPPER w; CREATE SERVER srv FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (id int) SERVER srv;
            CREATE USER MAPPING FOR postgres SERVER srv;
            CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq);
            """);
        Assert.Equal(
            [
                "cast (public.comp AS text)", "event trigger et", "foreign table public.ft", "foreign-data wrapper w",
                "function public.c_code()", "operator public.===(integer, integer)", "publication pub",
                "rule public.t.r", "server srv", "statistics public.st", "text search configuration public.ts",
                "user mapping postgres on srv",
            ],
            found.Unmanaged.Select(u => $"{u.Kind} {u.Name}"));
        foreach (var kind in (string[])["rule", "statistics", "publication"])
            Assert.Equal([new ObjectName("public", "t")], found.Unmanaged.Single(u => u.Kind == kind).DependsOn);
        Assert.Equal(
            ["agg", "co", "comp", "dom", "ev", "f", "m", "p", "pol", "ran", "s", "tr", "v"],
            found.Realm.AllObjects().Select(o => o.Object.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["child", "parent", "part", "part1", "quick", "t"], found.Realm.Schema("public")!.Tables.Select(t => t.Name));
    }

    [Fact]
    public async Task Members_of_extensions_are_left_out()
    {
        var found = await server.InspectedAsync("CREATE EXTENSION pg_stat_statements; CREATE EXTENSION ltree; CREATE EXTENSION earthdistance CASCADE;");
        Assert.Equal(["cube", "earthdistance", "ltree", "pg_stat_statements"], found.Realm.Objects.Select(o => o.Name));
        Assert.Empty(found.Unmanaged);
        Assert.Empty(found.Realm.Schema("public")!.Tables);
    }

    [Fact]
    public async Task Bound_to_one_schema_own_names_come_without_it_and_others_with()
    {
        var database = server.CreateDatabase();
        server.Run(
            database,
            """
            CREATE SCHEMA "Shop"; CREATE TABLE public.other (id int PRIMARY KEY);
            SET search_path = "Shop"; CREATE TYPE mood AS ENUM ('calm', 'busy');
            CREATE TABLE item (id int REFERENCES public.other, m mood DEFAULT 'calm', CHECK (m <> 'busy'));
            """);
        var found = await server.InspectAsync(database, "search_path=%22Shop%22");
        var item = found.Realm.Schemas.Single().Table("item")!;
        Assert.Equal("Shop", found.Realm.Schemas.Single().Name);
        Assert.Equal("(m <> 'busy'::mood)", item.Checks.Single().Expression);
        Assert.Equal(new StringLiteral("calm"), item.Column("m")!.Default);
        Assert.Equal(new ObjectName("public", "other"), item.ForeignKeys.Single().References);
        Assert.Empty(found.Unmanaged);
    }

    [Fact]
    public async Task A_missing_bound_schema_is_named()
    {
        var database = server.CreateDatabase();
        var failure = await Assert.ThrowsAsync<FailureException>(() => server.InspectAsync(database, "search_path=shop"));
        Assert.Contains("\"shop\"", failure.Message);
    }

    [Fact]
    public async Task Serials_are_found_whatever_their_sequence_is_called()
    {
        var found = await server.InspectedAsync(
            """
            CREATE TABLE a (id bigserial, n smallserial); ALTER TABLE a RENAME TO b;
            CREATE TABLE c (id serial); ALTER SEQUENCE c_id_seq INCREMENT BY 10;
            CREATE SEQUENCE free; CREATE TABLE d (id int DEFAULT nextval('free'));
            """);
        Assert.Equal(new BuiltInType("bigserial", []), found.PublicTable("b").Column("id")!.Type);
        Assert.Equal(new BuiltInType("smallserial", []), found.PublicTable("b").Column("n")!.Type);
        Assert.Equal(new BuiltInType("integer", []), found.PublicTable("c").Column("id")!.Type);
        Assert.Equal(new RawSql("nextval('public.free'::regclass)"), found.PublicTable("d").Column("id")!.Default);
        Assert.Empty(found.Unmanaged);
        // One that counts otherwise than a serial does is a sequence of its own, tied to its column.
        Assert.Equal(
            [
                new Sequence("c_id_seq", new BuiltInType("integer", []), new SequenceOptions { Increment = 10 })
                {
                    Owner = new ColumnName(new ObjectName("public", "c"), "id"),
                },
                new Sequence("free", new BuiltInType("bigint", []), new SequenceOptions()),
            ],
            found.Realm.AllObjects().Select(o => o.Object));
    }

    [Fact]
    public async Task Inspection_takes_as_many_statements_for_many_tables_as_for_one()
    {
        var (few, many) = (server.CreateDatabase(), server.CreateDatabase());
        server.Run(few, "CREATE TABLE t (id int)");
        server.Run(many, string.Join('\n', Enumerable.Range(0, 50).Select(n => $"CREATE TABLE t{n} (id serial PRIMARY KEY, a text CHECK (a <> ''));")));
        Assert.Equal(await CountAsync(few), await CountAsync(many));

        async Task<int> CountAsync(string database)
        {
            var before = Statements();
            await server.InspectAsync(database);
            return Statements() - before;
        }

        int Statements() =>
            server.Log().Split('\n').Count(l => l.Contains("LOG:  execute") || l.Contains("LOG:  statement"));
    }
}
