using System.Diagnostics;
using Atlas.Core.Model;
using static Atlas.Core.Planning.CanonicalJson;
using static Atlas.Core.Planning.CanonicalRealm;

namespace Atlas.Core.Planning;

/// <summary>Writes the objects besides tables and enums as canonical text; what they stand on follows and is left
/// out.</summary>
internal sealed class CanonicalObjects(CanonicalRealm realm)
{
    public string Text(RealmObject item) => item switch
    {
        Sequence o => Text(o),
        Domain o => Text(o),
        Composite o => CanonicalJson.Object(
            ("comment", Optional(o.Comment)),
            ("fields", Fields(o.Fields)),
            ("name", CanonicalJson.Text(o.Name))),
        RangeType o => Text(o),
        View o => CanonicalJson.Object(
            ("barrier", If(o.IsBarrier)),
            ("check_option", Optional(o.CheckOption)),
            ("columns", Columns(o.Columns)),
            ("comment", Optional(o.Comment)),
            ("invoker", If(o.IsInvoker)),
            ("name", CanonicalJson.Text(o.Name)),
            ("sql", CanonicalJson.Text(o.Definition))),
        MaterializedView o => CanonicalJson.Object(
            ("columns", Columns(o.Columns)),
            ("comment", Optional(o.Comment)),
            ("indexes", Objects(o.Indexes, i => i.Name, CanonicalRealm.Text)),
            ("name", CanonicalJson.Text(o.Name)),
            ("sql", CanonicalJson.Text(o.Definition)),
            ("storage_params", CanonicalRealm.Text(o.Parameters))),
        Routine o => Text(o),
        Aggregate o => Text(o),
        Trigger o => Text(o),
        Collation o => CanonicalJson.Object(
            ("classes", Optional(o.Classes)),
            ("comment", Optional(o.Comment)),
            ("locale", Optional(o.Locale)),
            ("name", CanonicalJson.Text(o.Name)),
            ("nondeterministic", If(o.IsNondeterministic)),
            ("order", Optional(o.Order)),
            ("provider", CanonicalJson.Text(o.Provider)),
            ("rules", Optional(o.Rules))),
        Extension o => CanonicalJson.Object(
            ("name", CanonicalJson.Text(o.Name)),
            ("schema", Optional(o.Schema)),
            ("version", Optional(o.Version))),
        Policy o => CanonicalJson.Object(
            ("check", Optional(o.Check)),
            ("command", Optional(o.Command)),
            ("comment", Optional(o.Comment)),
            ("name", CanonicalJson.Text(o.Name)),
            ("restrictive", If(o.IsRestrictive)),
            ("roles", o.Roles.Count == 1 && o.Roles[0] == Policy.Public ? null : CanonicalJson.Texts(o.Roles)),
            ("table", CanonicalJson.Text(o.Table)),
            ("using", Optional(o.Using))),
        _ => throw new UnreachableException($"{item.GetType().Name} has no canonical text."),
    };

    private string Text(Sequence o) => CanonicalJson.Object(
        ("cache", Optional(o.Options.Cache)),
        ("comment", Optional(o.Comment)),
        ("cycle", If(o.Options.IsCycle)),
        ("increment", Optional(o.Options.Increment)),
        ("maximum", Optional(o.Options.Maximum)),
        ("minimum", Optional(o.Options.Minimum)),
        ("name", CanonicalJson.Text(o.Name)),
        ("owner", o.Owner is { } owner
            ? CanonicalJson.Object(("column", CanonicalJson.Text(owner.Column)), ("table", realm.Text(owner.Table)))
            : null),
        ("start", Optional(o.Options.Start)),
        ("type", realm.Text(o.Type)));

    private string Text(Domain o) => CanonicalJson.Object(
        ("checks", Objects(o.Checks, c => c.Name ?? "", CanonicalRealm.Text)),
        ("collation", Optional(o.Collation)),
        ("comment", Optional(o.Comment)),
        ("default", o.Default is { } value ? CanonicalRealm.Text(value) : null),
        ("name", CanonicalJson.Text(o.Name)),
        ("null", If(o.IsNullable)),
        ("type", realm.Text(o.Type)));

    private string Text(RangeType o) => CanonicalJson.Object(
        ("canonical", Optional(o.Canonical)),
        ("collation", Optional(o.Collation)),
        ("comment", Optional(o.Comment)),
        ("difference", Optional(o.Difference)),
        ("multirange", Optional(o.Multirange)),
        ("name", CanonicalJson.Text(o.Name)),
        ("operator_class", Optional(o.OperatorClass)),
        ("subtype", realm.Text(o.Subtype)));

    private string Text(Routine o) => CanonicalJson.Object(
        ("arguments", Arguments(o.Arguments)),
        ("body", CanonicalJson.Text(o.Body)),
        ("comment", Optional(o.Comment)),
        ("cost", Optional(o.Cost)),
        ("definer", If(o.IsDefiner)),
        ("language", CanonicalJson.Text(o.Language)),
        ("leakproof", If(o.IsLeakproof)),
        ("name", CanonicalJson.Text(o.Name)),
        ("parallel", Optional(o.Parallel)),
        ("returns", o.Returns is { } type ? realm.Text(type) : null),
        ("rows", Optional(o.Rows)),
        ("set", If(o.ReturnsSet)),
        ("settings", o.Settings.IsEmpty
            ? null
            : CanonicalJson.Array(o.Settings.Select(s => CanonicalJson.Texts([s.Name, s.Value])))),
        ("strict", If(o.IsStrict)),
        ("table", o.ReturnTable.IsEmpty ? null : Fields(o.ReturnTable)),
        ("volatility", Optional(o.Volatility)),
        ("window", If(o.IsWindow)));

    private string Text(Aggregate o) => CanonicalJson.Object(
        ("arguments", Arguments(o.Arguments)),
        ("combine_function", o.CombineFunction is { } combine ? realm.Text(combine) : null),
        ("comment", Optional(o.Comment)),
        ("final_function", o.FinalFunction is { } final ? realm.Text(final) : null),
        ("initial_value", Optional(o.InitialValue)),
        ("name", CanonicalJson.Text(o.Name)),
        ("parallel", Optional(o.Parallel)),
        ("state_function", realm.Text(o.StateFunction)),
        ("state_type", realm.Text(o.StateType)));

    private string Text(Trigger o) => CanonicalJson.Object(
        ("arguments", o.Arguments.IsEmpty ? null : CanonicalJson.Texts(o.Arguments)),
        ("body", Optional(o.Body)),
        ("comment", Optional(o.Comment)),
        ("constraint", If(o.IsConstraint)),
        ("deferrable", Optional(o.Deferrable)),
        ("delete", If(o.OnDelete)),
        ("each_row", If(o.IsForEachRow)),
        ("from", o.From is { } other ? realm.Text(other) : null),
        ("function", o.Function is { } function ? realm.Text(function) : null),
        ("insert", If(o.OnInsert)),
        ("name", CanonicalJson.Text(o.Name)),
        ("new_table", Optional(o.NewTable)),
        ("old_table", Optional(o.OldTable)),
        ("state", Optional(o.State)),
        ("table", CanonicalJson.Text(o.Table)),
        ("timing", CanonicalJson.Text(o.Timing switch
        {
            TriggerTiming.Before => "BEFORE",
            TriggerTiming.After => "AFTER",
            _ => "INSTEAD_OF",
        })),
        ("truncate", If(o.OnTruncate)),
        ("update", If(o.OnUpdate)),
        ("update_of", o.UpdateOf.IsEmpty ? null : CanonicalJson.Texts(o.UpdateOf.Order(ByCodePoint.Instance))),
        ("when", Optional(o.When)));

    private string Fields(Seq<Field> fields) => CanonicalJson.Array(fields.Select(f => CanonicalJson.Object(
        ("collation", Optional(f.Collation)),
        ("name", CanonicalJson.Text(f.Name)),
        ("type", realm.Text(f.Type)))));

    private string? Columns(Seq<ViewColumn> columns) => columns.IsEmpty
        ? null
        : CanonicalJson.Array(columns.Select(c => CanonicalJson.Object(
            ("comment", Optional(c.Comment)),
            ("name", CanonicalJson.Text(c.Name)),
            ("type", realm.Text(c.Type)))));

    private string? Arguments(Seq<Argument> arguments) => arguments.IsEmpty
        ? null
        : CanonicalJson.Array(arguments.Select(a => CanonicalJson.Object(
            ("default", a.Default is { } value ? CanonicalRealm.Text(value) : null),
            ("mode", Optional(a.Mode)),
            ("name", Optional(a.Name)),
            ("type", realm.Text(a.Type)))));
}
