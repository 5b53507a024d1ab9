using System.Data.Common;
using Atlas.Core.Model;

namespace Atlas.Core.Dialects;

/// <summary>Opens databases of one kind. Contract here, one implementation a database in Atlas.Databases.</summary>
public abstract class Driver
{
    /// <summary>Gets the pure half.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>Gets the URL schemes, such as <c>postgres</c> and <c>postgresql</c>.</summary>
    public abstract Seq<string> Schemes { get; }

    /// <summary>Gets the kinds of <c>docker://</c> URLs that it can make a dev database of, such as
    /// <c>docker+postgres</c> for <c>docker://postgres/16/dev</c>.</summary>
    public virtual Seq<string> DevSchemes => [];

    /// <summary>Opens a connection; throws <see cref="FailureException"/> with address and remedy, never a
    /// password.</summary>
    public abstract Task<Database> OpenAsync(Url url, CancellationToken cancellationToken);

    /// <summary>Opens an empty database to try things in, which is gone when disposed (foundations: dev
    /// database).</summary>
    /// <param name="dev">The dev database's URL; null for the driver's own default.</param>
    /// <param name="targets">Identities that the dev database must not have.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FailureException">No dev database was given and there is no default, or it isn't
    /// clean.</exception>
    public abstract Task<Database> OpenScratchAsync(Url? dev, Seq<DatabaseIdentity> targets,
        CancellationToken cancellationToken);

    /// <summary>Prepares an empty database once, to make equal ones of it; where databases can be copied, that is much
    /// faster than preparing each.</summary>
    /// <param name="dev">The dev database's URL; null for the driver's own default.</param>
    /// <param name="targets">Identities that the dev database must not have.</param>
    /// <param name="prepare">Prepares an empty database; may be called once for each copy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual Task<ScratchTemplate> PrepareScratchAsync(
        Url? dev, Seq<DatabaseIdentity> targets, Func<Database, CancellationToken, Task> prepare,
        CancellationToken cancellationToken) =>
        Task.FromResult<ScratchTemplate>(new RebuiltTemplate(token => OpenScratchAsync(dev, targets, token), prepare));

    /// <summary>Makes a pool of plain connections, for the registry's own storage.</summary>
    public abstract DbDataSource CreateDataSource(Url url);
}
