using System.Text;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using Atlas.Registry.Access;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Server.Identities;

/// <summary>Reads who may vouch for whom: <c>issuer</c> blocks for programs and <c>sign_in</c> blocks for
/// people.</summary>
internal static class IdentityFile
{
    private static readonly BodyShape Rule = new()
    {
        Attributes =
        [
            new("claims", new MapType(ValueType.String), true), new("scopes", new ListType(ValueType.String), true),
        ],
    };

    private static readonly BlockShape Rules = new("rule", Rule) { Labels = ["name"], IsUnique = true };

    private static readonly BodyShape Shape = new()
    {
        Blocks =
        [
            new("issuer", new()
            {
                Attributes =
                [
                    new("url", ValueType.String, true), new("audience", ValueType.String, true),
                    new("platform", ValueType.String), new("lifetime", ValueType.String),
                ],
                Blocks = [Rules],
            })
            { Labels = ["name"], IsUnique = true },
            new("sign_in", new()
            {
                Attributes =
                [
                    new("url", ValueType.String, true), new("client_id", ValueType.String, true),
                    new("client_secret_file", ValueType.String), new("title", ValueType.String),
                    new("name_claim", ValueType.String), new("lifetime", ValueType.String),
                ],
                Blocks = [Rules],
            })
            { Labels = ["name"], IsUnique = true },
        ],
    };

    /// <summary>Reads the issuers.</summary>
    /// <param name="source">The file.</param>
    /// <param name="host">The door to the files with secrets.</param>
    /// <exception cref="DiagnosticException">Something is wrong; all of it is named, with its place.</exception>
    public static Seq<IdentityIssuer> Read(SourceText source, Host host)
    {
        var diagnostics = new DiagnosticBag();
        var body = Shape.Check(HclParser.ParseFile(source), diagnostics);
        var issuers = body.Blocks.Select(b => new IssuerReader(b, host, diagnostics).Read()).ToList();
        foreach (var twice in body.Blocks.GroupBy(b => b.Label(0)).Where(g => g.Count() > 1))
        {
            diagnostics.Error(
                "Duplicate name", $"\"{twice.Key}\" names an issuer and a sign_in: the names of their identities begin " +
                "with it, so each needs one of its own.", twice.Last().Syntax.HeaderSpan);
        }

        diagnostics.ThrowIfErrors();
        return issuers.ToSeq();
    }

    /// <summary>Reads one block.</summary>
    private sealed class IssuerReader(ShapedBlock block, Host host, DiagnosticBag diagnostics)
    {
        private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
        private static readonly Scope Names = new(new Dictionary<string, Value>(), StandardFunctions.All);

        public IdentityIssuer Read()
        {
            var isSignIn = block.Syntax.Type == "sign_in";
            var label = block.Label(0) ?? "";
            if (label.Length is 0 or > 32 || label.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
                Complain(null, "A name consists of up to 32 letters, digits, '-' and '_'.");
            var issuer = new IdentityIssuer(
                label, Address(), Text(isSignIn ? "client_id" : "audience") ?? "", Lifetime(isSignIn),
                block.Body.BlocksOf("rule").Select(ReadRule).ToSeq())
            {
                Platform = Platform(),
                Client = isSignIn ? Client(label) : null,
            };
            if (issuer.Rules.IsEmpty) Complain(null, "Without a rule nobody gets a right: add a rule block.");
            return issuer;
        }

        private IdentityRule ReadRule(ShapedBlock rule)
        {
            var claims = rule.Body.Evaluate("claims", Names, diagnostics) is { IsWhollyKnown: true, IsNull: false } map
                ? map.Members.Where(m => !m.Value.IsNull)
                    .Select(m => KeyValuePair.Create(m.Key, m.Value.AsString())).ToSeq()
                : [];
            var scopes = rule.Body.Evaluate("scopes", Names, diagnostics) is { IsWhollyKnown: true, IsNull: false } list
                ? list.Elements.Where(e => !e.IsNull).Select(e => e.AsString()).ToSeq()
                : [];
            if (claims.All(c => c.Value is "" or "*"))
                Complain(rule, "claims", "A rule says which identities it means: anybody can get one of a public issuer.");
            if (scopes.IsEmpty) Complain(rule, "scopes", "A rule gives at least one right.");
            foreach (var scope in scopes.Where(s => !Scopes.IsKnown(s)))
                Complain(rule, "scopes", $"There is no scope \"{scope}\"; write it as push@shop or deploy:staging@shop.");
            return new(rule.Label(0) ?? "", claims, scopes);
        }

        private SignInClient Client(string label)
        {
            var secret = Text("client_secret_file") is { } path
                ? Encoding.UTF8.GetString(host.ReadFile(path)).Trim() : null;
            return new(
                Text("title") ?? $"Sign in with {label}", Text("client_id") ?? "", secret,
                Text("name_claim") ?? "preferred_username");
        }

        private Uri Address()
        {
            var text = Text("url") ?? "";
            if (Uri.TryCreate(text, UriKind.Absolute, out var url)
                && (url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback))
                && url.UserInfo.Length == 0) return url;
            Complain("url", $"\"{text}\" is not the https:// address of an issuer.");
            return new("https://invalid.invalid");
        }

        private string? Platform()
        {
            var platform = Text("platform");
            if (platform is not (null or "github" or "gitlab"))
                Complain("platform", $"There is no platform \"{platform}\"; it is github or gitlab.");
            return platform;
        }

        private TimeSpan Lifetime(bool isSignIn)
        {
            if (Text("lifetime") is not { } text) return TimeSpan.FromHours(isSignIn ? 12 : 1);
            if (GoDuration.TryParse(text, out var lifetime) && lifetime > TimeSpan.Zero && lifetime <= Longest)
                return lifetime;
            Complain("lifetime", $"\"{text}\" is not a duration up to 24h; write it as 30m or 8h.");
            return Longest;
        }

        private string? Text(string name) =>
            block.Body.Attribute(name) is not null
            && block.Body.Evaluate(name, Names, diagnostics) is { IsWhollyKnown: true, IsNull: false } value
            && value.AsString() is { Length: > 0 } text ? text : null;

        private void Complain(string? name, string detail) => Complain(block, name, detail);

        private void Complain(ShapedBlock where, string? name, string detail) => diagnostics.Error(
            "Invalid identities", detail,
            (name is null ? null : where.Body.Attribute(name)?.Value.Span) ?? where.Syntax.HeaderSpan);
    }
}
