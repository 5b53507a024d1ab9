using System.Buffers;
using System.Text;

namespace Atlas.Registry.Rules;

/// <summary>What things may be called.</summary>
internal static class Names
{
    /// <summary>The reserved name of the newest version.</summary>
    public const string Latest = "latest";

    private const int Longest = 128;
    private const string Lower = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly SearchValues<char> VersionCharacters = SearchValues.Create(Lower + Upper + "._-");
    private static readonly SearchValues<char> TagCharacters = SearchValues.Create(Lower + "._-");
    private static readonly SearchValues<char> SlugCharacters = SearchValues.Create(Lower + "_-");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(Lower + Upper + "._- ");

    public static void CheckVersion(string version)
    {
        if (version == Latest)
            throw Refuse.Invalid(
                "\"latest\" is the reserved name of the newest version. Give the version another name.");
        if (!Consists(version, VersionCharacters))
        {
            throw Refuse.Invalid(
                $"version \"{Shown(version)}\" is not a valid name: it takes 1 to {Longest} letters, digits, '.', " +
                    "'_' and '-'.");
        }
    }

    public static void CheckPlan(string plan)
    {
        if (!Consists(plan, VersionCharacters))
        {
            throw Refuse.Invalid(
                $"plan \"{Shown(plan)}\" is not a valid name: it takes 1 to {Longest} letters, digits, '.', '_' and " +
                    "'-'.");
        }
    }

    public static void CheckTag(string tag)
    {
        if (!Consists(tag, TagCharacters) || !char.IsAsciiLetterOrDigit(tag[0]))
        {
            throw Refuse.Invalid(
                $"tag must be lowercase alphanumeric and may contain '.', '_' and '-', up to {Longest} characters: " +
                    $"\"{Shown(tag)}\" is not.");
        }
    }

    public static void CheckSlug(string slug)
    {
        if (!Consists(slug, SlugCharacters) || !char.IsAsciiLetterOrDigit(slug[0]))
        {
            throw Refuse.Invalid(
                $"slug must be lowercase alphanumeric and may contain '-' and '_', up to {Longest} characters: " +
                    $"\"{Shown(slug)}\" is not.");
        }
    }

    public static void CheckEnv(string env) => CheckText("environment", env, Longest);

    /// <summary>Checks a text that is kept as it is: neither empty, nor too long, nor with control
    /// characters.</summary>
    public static void CheckText(string what, string text, int longest)
    {
        if (text.Length == 0) throw Refuse.Invalid($"The {what} is empty.");
        if (text.Length > longest) throw Refuse.Invalid($"The {what} is longer than {longest} characters.");
        if (text.Any(char.IsControl))
            throw Refuse.Invalid($"The {what} \"{Shown(text)}\" has control characters in it.");
    }

    /// <summary>Checks an id that a client made: a ULID in capitals.</summary>
    public static void CheckId(string id)
    {
        if (!Ulid.TryParse(id, out var ulid) || ulid.ToString() != id)
        {
            throw Refuse.Invalid(
                $"\"{Shown(id)}\" is not an id of a deployment; it is a ULID, 26 digits and capital letters.");
        }
    }

    /// <summary>Returns the slug of a display name: lower case, blanks and dots become dashes.</summary>
    public static string Slugify(string name)
    {
        if (!Consists(name, NameCharacters) || name != name.Trim())
        {
            throw Refuse.Invalid(
                $"A repo's name takes letters, digits, blanks, '.', '_' and '-', up to {Longest} characters: " +
                    $"\"{Shown(name)}\" doesn't fit.");
        }

        var slug = new StringBuilder();
        foreach (var c in name) slug.Append(c is ' ' or '.' ? '-' : char.ToLowerInvariant(c));
        CheckSlug(slug.ToString());
        return slug.ToString();
    }

    /// <summary>Returns a text as a message may show it: short, and without control characters.</summary>
    public static string Shown(string text)
    {
        var clean = string.Concat(text.Take(64).Select(c => char.IsControl(c) ? '\uFFFD' : c));
        return text.Length > 64 ? clean + "…" : clean;
    }

    private static bool Consists(string text, SearchValues<char> characters) =>
        text.Length is > 0 and <= Longest && !text.AsSpan().ContainsAnyExcept(characters);
}
