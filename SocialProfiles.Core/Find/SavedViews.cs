using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Find;

/// <summary>The views that the team has saved: what there are, and what becomes of them.</summary>
public sealed class SavedViews(Database database, ActivityLog activity, TimeProvider time)
{
    private static readonly NotFoundError _gone = new("This view was deleted. Reload the page.");

    /// <summary>In the order of their names.</summary>
    public Task<List<SavedView>> ListAsync(SavedViewPage page, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.SavedViews.Where(x => x.Page == page).OrderBy(x => x.FoldedName).ToListAsync(cancellationToken), cancellationToken);

    /// <param name="query">Of the address, with its question mark.</param>
    /// <returns>The view; or <see cref="InvalidError"/> (field <c>name</c>), <see cref="ConflictError"/>.</returns>
    public Task<Result<SavedView, UseCaseError>> SaveAsync(SavedViewPage page, string? name, string query, Actor actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return AddAsync(page, Guid.CreateVersion7(now), name, query, actor.Name, now, actor, cancellationToken);
    }

    /// <summary>Brings back one that was deleted, as it was.</summary>
    /// <returns>The view; or <see cref="ConflictError"/> where its name is another one's by now.</returns>
    public Task<Result<SavedView, UseCaseError>> RestoreAsync(SavedView view, Actor actor, CancellationToken cancellationToken) =>
        AddAsync(view.Page, view.Id, view.Name, view.Query, view.CreatedBy, view.CreatedAt, actor, cancellationToken);

    /// <returns>The view as it is now; or <see cref="InvalidError"/> (field <c>name</c>), <see cref="ConflictError"/>, <see cref="NotFoundError"/>.</returns>
    public async Task<Result<SavedView, UseCaseError>> RenameAsync(Guid id, string? name, Actor actor, CancellationToken cancellationToken)
    {
        var (read, refusal) = SavedView.ReadName(name);
        if (refusal is not null)
        {
            return new InvalidError("name", refusal);
        }

        return await database.WriteAsync<Result<SavedView, UseCaseError>>(
            async db =>
            {
                var view = await db.SavedViews.SingleOrDefaultAsync(x => x.Id == id, cancellationToken);
                if (view is null)
                {
                    return _gone;
                }

                var folded = FoldedOf(read);
                if (await db.SavedViews.AnyAsync(x => x.Page == view.Page && x.FoldedName == folded && x.Id != id, cancellationToken))
                {
                    return Taken(read);
                }

                if (view.Name != read)
                {
                    activity.Add(db, actor, ActivityAction.ViewRenamed, view.Name, detail: $"now {read}");
                    (view.Name, view.FoldedName) = (read, folded);
                }

                return view;
            },
            cancellationToken);
    }

    /// <returns>The view that was deleted, for <see cref="RestoreAsync"/>; or <see cref="NotFoundError"/>.</returns>
    public Task<Result<SavedView, UseCaseError>> DeleteAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<SavedView, UseCaseError>>(
            async db =>
            {
                var view = await db.SavedViews.SingleOrDefaultAsync(x => x.Id == id, cancellationToken);
                if (view is null)
                {
                    return _gone;
                }

                db.SavedViews.Remove(view);
                activity.Add(db, actor, ActivityAction.ViewDeleted, view.Name);
                return view;
            },
            cancellationToken);

    private async Task<Result<SavedView, UseCaseError>> AddAsync(
        SavedViewPage page, Guid id, string? name, string query, string createdBy, DateTimeOffset createdAt, Actor actor, CancellationToken cancellationToken)
    {
        var (read, refusal) = SavedView.ReadName(name);
        if (refusal is not null)
        {
            return new InvalidError("name", refusal);
        }

        if (query.Length > SavedView.MostQueryLength)
        {
            return new InvalidError("query", "This view has too many conditions to be saved. Remove some.");
        }

        return await database.WriteAsync<Result<SavedView, UseCaseError>>(
            async db =>
            {
                var folded = FoldedOf(read);
                if (await db.SavedViews.AnyAsync(x => x.Page == page && x.FoldedName == folded, cancellationToken))
                {
                    return Taken(read);
                }

                if (await db.SavedViews.CountAsync(x => x.Page == page, cancellationToken) >= SavedView.Most)
                {
                    return new ConflictError($"There are already {SavedView.Most} saved views. Delete one that nobody needs.");
                }

                var view = new SavedView { Id = id, Page = page, Name = read, FoldedName = folded, Query = query, CreatedAt = createdAt, CreatedBy = createdBy };
                db.SavedViews.Add(view);
                activity.Add(db, actor, ActivityAction.ViewSaved, read);
                return view;
            },
            cancellationToken);
    }

    // Of a name of signs alone nothing is left.
    private static string FoldedOf(string name) => Folded.Of(name) is { Length: > 0 } folded ? folded : name;

    private static ConflictError Taken(string name) => new($"There's already a view named “{name}”. Choose another name.");
}
