using Atlas.Core.Model;

namespace Atlas.Core.Dialects;

/// <summary>What refuses, inside a database, changes of its schema by sessions that run no permitted deployment.</summary>
/// <remarks>It stops slips, and records who says to run which deployment; a superuser can switch it off, which
/// <see cref="StatusAsync"/> and the next verification show.</remarks>
public abstract class DatabaseGuard
{
    /// <summary>Installs it, or brings it up to date; needs the database's highest rights.</summary>
    public abstract Task InstallAsync(CancellationToken cancellationToken);

    /// <summary>Removes it, with its record of what it let through; does nothing where there is none.</summary>
    public abstract Task RemoveAsync(CancellationToken cancellationToken);

    /// <summary>Returns whether it is there, and what it let through, newest first; null where it isn't.</summary>
    public abstract Task<GuardStatus?> StatusAsync(CancellationToken cancellationToken);

    /// <summary>Tells it which deployment this session runs.</summary>
    public abstract Task AnnounceAsync(string deployment, CancellationToken cancellationToken);
}

/// <summary>A guard that is there.</summary>
/// <param name="IsOn">Whether it refuses; a superuser can switch it off.</param>
/// <param name="Passed">The newest of what it let through, newest first.</param>
public sealed record GuardStatus(bool IsOn, Seq<GuardedChange> Passed);

/// <summary>A change that the guard let through.</summary>
/// <param name="At">When, by the database's clock.</param>
/// <param name="Deployment">The deployment that the session said to run.</param>
/// <param name="User">The user of the session.</param>
/// <param name="Command">The command, such as <c>ALTER TABLE</c>.</param>
/// <param name="Object">What it changed.</param>
public sealed record GuardedChange(string At, string Deployment, string User, string Command, string Object);
