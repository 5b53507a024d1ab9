using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Registry.Access;

/// <summary>Somebody for whom an identity provider vouches, with the rights that the registry's rules give them.</summary>
/// <param name="Name">Who they are; begins with the provider's label, so that no token of another kind has it.</param>
/// <param name="Issuer">The provider's label.</param>
/// <param name="Scopes">The rights; not empty.</param>
/// <param name="Lifetime">How long the rights last.</param>
/// <param name="IsBot">Whether it is a program and not a person.</param>
/// <param name="Vouched">What the provider says of the run; null for a person.</param>
public sealed record VouchedIdentity(
    string Name, string Issuer, Seq<string> Scopes, TimeSpan Lifetime, bool IsBot, Claims? Vouched);
