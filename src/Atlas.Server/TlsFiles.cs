namespace Atlas.Server;

/// <summary>The files with which the server speaks TLS, in PEM.</summary>
/// <param name="Certificate">The certificate, and those that lead from it to a known one.</param>
/// <param name="Key">Its private key.</param>
public sealed record TlsFiles(string Certificate, string Key);
