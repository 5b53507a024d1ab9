using Atlas.Core.Dialects;
using Atlas.Core.Filters;
using Atlas.Core.Model;

namespace Atlas.Tests.Core.Filters;

public sealed class FilterTests
{
    private static readonly ColumnType Int = new BuiltInType("int", []);

    private static readonly Realm Two = Realm.Empty
        .With(new Schema("a.b").With(Table("users")))
        .With(new Schema("public") { Enums = [new("audit_kind", ["x"]), new("mood", ["x"])] }
            .With(Table("audit_log")).With(Table("audit_old")).With(Table("users")));

    [Theory]
    [InlineData("a/b", "a/b", true)]
    [InlineData("*", "a/b", false)]
    [InlineData("*", "", true)]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a*b*c", "aXbXbXc", true)]
    [InlineData("a*b*c", "aXcXb", false)]
    [InlineData("?", "é", true)]
    [InlineData("?", "😀", true)]
    [InlineData("?", "/", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("[^a-c]x", "dx", true)]
    [InlineData("[\\]]", "]", true)]
    [InlineData("\\*", "*", true)]
    [InlineData("\\*", "a", false)]
    [InlineData("Users", "users", false)]
    public void A_glob_matches_as_in_Go(string pattern, string name, bool matches) => Assert.Equal(matches, Glob.Parse(pattern)!.Matches(name));

    [Theory]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("[]a]")]
    [InlineData("[a")]
    [InlineData("[a-")]
    [InlineData("[-x]")]
    [InlineData("[x-]")]
    [InlineData("a\\")]
    public void A_malformed_glob_is_refused(string pattern)
    {
        Assert.Null(Glob.Parse(pattern));
        Assert.Throws<FailureException>(() => new Filter([], [pattern], true));
    }

    [Theory]
    [InlineData("public", "a.b.users")]
    [InlineData("\"a.b\"", "public.audit_log public.audit_old public.users public.audit_kind public.mood")]
    [InlineData("public.audit_*", "a.b.users public.users public.mood")]
    [InlineData("public.audit_*[type=table]", "a.b.users public.users public.audit_kind public.mood")]
    [InlineData("*.*[type=enum]", "a.b.users public.audit_log public.audit_old public.users")]
    [InlineData("*.*[type=table|enum]", "")]
    [InlineData("\"a.b\".users", "public.audit_log public.audit_old public.users public.audit_kind public.mood")]
    [InlineData("users", "a.b.users public.audit_log public.audit_old public.users public.audit_kind public.mood")]
    public void At_database_scope_patterns_begin_with_the_schema(string pattern, string rest) =>
        Assert.Equal(rest, Names(new Filter([], [pattern], false).Apply(Two)));

    [Fact]
    public void At_schema_scope_patterns_begin_with_the_table() =>
        Assert.Equal("s/t.users", Names(new Filter([], ["audit_*"], true).Apply(Realm.Empty.With(new Schema("s/t")
            .With(Table("audit_log")).With(Table("users"))))));

    [Fact]
    public void An_excluded_column_takes_its_indexes_and_keys_along()
    {
        var table = new Filter([], ["public.users.b"], false).Apply(Two).Table(new("public", "users"))!;
        Assert.Equal(["a", "c"], table.Columns.Select(c => c.Name));
        Assert.Equal(["a"], table.PrimaryKey!.Columns);
        Assert.Equal(["only_c"], table.Indexes.Select(i => i.Name));
        Assert.Empty(table.ForeignKeys);
        Assert.Equal(["positive"], table.Checks.Select(c => c.Name));
    }

    [Theory]
    [InlineData("public.users.*[type=fk]", 3, 3, 0, 1)]
    [InlineData("public.users.*[type=index]", 3, 0, 1, 1)]
    [InlineData("public.users.*[type=unique]", 3, 2, 1, 1)]
    [InlineData("public.users.pos*[type=check|fk]", 3, 3, 1, 0)]
    [InlineData("public.users.*", 0, 0, 0, 0)]
    public void Parts_of_tables_are_excluded_by_kind(string pattern, int columns, int indexes, int keys, int checks)
    {
        var table = new Filter([], [pattern], false).Apply(Two).Table(new("public", "users"))!;
        Assert.Equal((columns, indexes, keys, checks), (table.Columns.Count, table.Indexes.Count, table.ForeignKeys.Count, table.Checks.Count));
    }

    [Fact]
    public void Only_what_is_included_and_not_excluded_is_kept()
    {
        Assert.Equal("public.audit_log public.audit_old public.users public.audit_kind public.mood", Names(new Filter(["public"], [], false).Apply(Two)));
        Assert.Equal("public.audit_old public.audit_kind", Names(new Filter(["public.audit_*"], ["public.audit_log"], false).Apply(Two)));
        var table = new Filter(["public.users.[ac]"], [], false).Apply(Two).Table(new("public", "users"))!;
        Assert.Equal(["a", "c"], table.Columns.Select(c => c.Name));
    }

    [Fact]
    public void Patterns_that_mean_nothing_are_named() =>
        Assert.Equal(["users", "public.nothing"], new Filter([], ["users", "public.users", "public.nothing"], false).Unmatched(Two));

    [Theory]
    [InlineData("a.b.c.d", false)]
    [InlineData("a.b.c", true)]
    [InlineData("a..b", false)]
    [InlineData("", false)]
    [InlineData("\"a", false)]
    [InlineData("a[type=tabel]", false)]
    public void A_pattern_that_cannot_mean_anything_is_refused(string pattern, bool isSchemaScope) =>
        Assert.Contains(pattern, Assert.Throws<FailureException>(() => new Filter([], [pattern], isSchemaScope)).Message);

    [Fact]
    public void Patterns_are_told_apart_and_sorted_for_fingerprints() =>
        Assert.Equal(["+b", "-a", "-b"], new Filter(["b"], ["b", "a", "b"], true).Patterns);

    private static string Names(Realm realm) => string.Join(' ', realm.Schemas.SelectMany(s =>
        s.Tables.Select(t => $"{s.Name}.{t.Name}").Concat(s.Enums.Select(e => $"{s.Name}.{e.Name}"))));

    private static Table Table(string name) => new(name)
    {
        Columns = [new("a", Int, false), new("b", Int, false), new("c", Int, true)],
        PrimaryKey = new(["a", "b"]),
        Indexes =
        [
            new("carries_b", [new() { Column = "c" }]) { Include = ["b"] },
            new("only_c", [new() { Column = "c" }]),
            new("over_b", [new() { Column = "b" }]) { IsUnique = true, IsConstraint = true },
        ],
        ForeignKeys = [new("self", ["b", "c"], new("public", "users"), ["a", "b"])],
        Checks = [new("positive", "(a > 0)")],
    };
}
