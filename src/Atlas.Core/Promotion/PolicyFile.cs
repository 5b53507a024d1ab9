using System.Globalization;
using Atlas.Core.Model;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Promotion;

/// <summary>Reads a policy from HCL: <c>promotion "ENV" { … }</c> blocks and nothing else.</summary>
public static class PolicyFile
{
    private static readonly BodyShape Freeze = new()
    {
        Attributes = [new("from", ValueType.String, true), new("to", ValueType.String, true)],
    };

    private static readonly BodyShape Shape = new()
    {
        Blocks =
        [
            new("promotion", new()
            {
                Attributes =
                [
                    new("from", new ListType(ValueType.String)), new("soak", ValueType.String),
                    new("require_tests", ValueType.Bool), new("validations", new ListType(ValueType.String)),
                    new("require_plan", ValueType.Bool), new("approvals", ValueType.Number),
                    new("verified_by", ValueType.String), new("verified_within", ValueType.String),
                    new("same_digest", ValueType.Bool), new("allow_older", ValueType.Bool),
                ],
                Blocks = [new("freeze", Freeze)],
            })
            { Labels = ["environment"], IsUnique = true },
        ],
    };

    /// <summary>Reads a policy; a file without blocks is the policy that demands nothing.</summary>
    /// <exception cref="DiagnosticException">Something is wrong; all of it is named, with its place.</exception>
    public static PromotionPolicy Read(SourceText source)
    {
        var diagnostics = new DiagnosticBag();
        var body = Shape.Check(HclParser.ParseFile(source), diagnostics);
        var rules = body.BlocksOf("promotion").Select(b => new RuleReader(b, diagnostics).Read()).ToList();
        diagnostics.ThrowIfErrors();
        return new PromotionPolicy(rules.OrderBy(r => r.Env, StringComparer.Ordinal).ToSeq());
    }

    /// <summary>Reads one block.</summary>
    private sealed class RuleReader(ShapedBlock block, DiagnosticBag diagnostics)
    {
        private static readonly Scope Names = new(new Dictionary<string, Value>(), StandardFunctions.All);

        public PromotionRule Read()
        {
            var rule = new PromotionRule(
                block.Label(0) ?? "", Texts("from"), Duration("soak") ?? TimeSpan.Zero, Flag("require_tests"),
                Texts("validations"), Flag("require_plan"), Count("approvals"), Text("verified_by"),
                Duration("verified_within"),
                block.Body.BlocksOf("freeze").Select(Window).OrderBy(w => w.From).ThenBy(w => w.To).ToSeq(),
                Flag("same_digest"), Flag("allow_older"));
            if (rule.From.Contains(rule.Env))
                Complain("from", $"The environment \"{rule.Env}\" can't be the source of itself.");
            if (rule is { From.IsEmpty: true, Soak.Ticks: > 0 })
                Complain("soak", "A soak needs to know where the version stays: set \"from\" as well.");
            if (rule is { From.IsEmpty: true, Validations.IsEmpty: false })
                Complain("validations", "A validation is one of the sources: set \"from\" as well.");
            if (rule is { From.IsEmpty: true, NeedsVerification: true })
                Complain(rule.VerifiedBy is null ? "verified_within" : "verified_by",
                    "A verification is that of the sources: set \"from\" as well.");
            if (rule is { Approvals: > 0, RequirePlan: false })
                Complain("approvals", "Approvals are those of a plan: set require_plan = true as well.");
            return rule;
        }

        private FreezeWindow Window(ShapedBlock freeze)
        {
            var window = new FreezeWindow(Time(freeze, "from"), Time(freeze, "to"));
            if (window.To <= window.From)
                diagnostics.Error("Invalid freeze", "A freeze ends after it begins.", freeze.Syntax.HeaderSpan);
            return window;
        }

        private DateTimeOffset Time(ShapedBlock freeze, string name)
        {
            if (freeze.Body.Evaluate(name, Names, diagnostics) is not { IsKnown: true, IsNull: false } value)
                return default;
            var text = value.AsString();
            if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var time) && (text[^1] == 'Z' || text[^6] is '+' or '-'))
                return time.ToUniversalTime();
            diagnostics.Error("Invalid time",
                $"\"{text}\" is not a time with its zone; write it as 2026-12-20T00:00:00Z.",
                freeze.Body.Attribute(name)?.Value.Span);
            return default;
        }

        private Seq<string> Texts(string name) =>
            Evaluate(name) is { } value
                ? value.Elements.Where(e => !e.IsNull).Select(e => e.AsString()).Distinct()
                    .Order(StringComparer.Ordinal).ToSeq()
                : [];

        private string? Text(string name) => Evaluate(name)?.AsString() is { Length: > 0 } text ? text : null;

        private bool Flag(string name) => Evaluate(name)?.AsBool() ?? false;

        private int Count(string name)
        {
            if (Evaluate(name) is not { } value) return 0;
            if (int.TryParse(ValueText(value), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number <= 100) return number;
            Complain(name, $"\"{name}\" is a whole number from 0 to 100.");
            return 0;
        }

        private TimeSpan? Duration(string name)
        {
            if (Evaluate(name)?.AsString() is not { } text) return null;
            if (GoDuration.TryParse(text, out var duration)) return duration;
            Complain(name, $"\"{text}\" is not a duration; write it as 30m, 24h or 7d.");
            return null;
        }

        /// <summary>Evaluates an attribute; null when it isn't there, is null, or is wrong.</summary>
        private Value? Evaluate(string name) =>
            block.Body.Evaluate(name, Names, diagnostics) is { IsWhollyKnown: true, IsNull: false } value ? value
                : null;

        private static string ValueText(Value value) =>
            Conversion.Convert(value, ValueType.String, out _)?.AsString() ?? "";

        private void Complain(string name, string detail) => diagnostics.Error("Invalid promotion rule", detail,
            block.Body.Attribute(name)?.Value.Span ?? block.Syntax.HeaderSpan);
    }
}
