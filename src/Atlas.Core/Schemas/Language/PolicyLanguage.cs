using static Atlas.Core.Schemas.Language.ObjectLanguage;
using static Atlas.Core.Schemas.Language.ValueKind;

namespace Atlas.Core.Schemas.Language;

/// <summary>The part of the language's table about who may see and change what.</summary>
internal static class PolicyLanguage
{
    public static readonly BlockSpec Policy = new("policy", Labels.Name)
    {
        Engines = Engines.Postgres,
        Attributes =
        [
            Name, new("on", Any) { IsRequired = true }, RenamedFrom,
            new("as", Word) { Words = ["PERMISSIVE", "RESTRICTIVE"] },
            new("for", Word) { Words = ["ALL", "SELECT", "INSERT", "UPDATE", "DELETE"] },
            new("to", Any) { Words = ["PUBLIC", "CURRENT_ROLE", "CURRENT_USER", "SESSION_USER"] },
            new("using", Text), new("check", Text), ObjectLanguage.Comment, DependsOn,
        ],
    };
}
