using System.Collections.Immutable;

namespace UltimateMcp.Code.Toolchains;

/// <summary>A package that programs can import.</summary>
/// <param name="Version">Null if it does not say.</param>
public sealed record Package(string Name, string? Version)
{
    /// <summary>Somebody asked for it: it was not only installed because another package needs it.</summary>
    public bool IsRequested { get; init; }

    public override string ToString() => Version is null ? Name : $"{Name} {Version}";
}

/// <summary>What a folder of packages holds.</summary>
/// <param name="Packages">Those that were installed, with their versions.</param>
/// <param name="Modules">The names that a program imports, which may differ from the names of the packages.</param>
public sealed record PackageFolderContent(ImmutableArray<Package> Packages, ImmutableArray<string> Modules)
{
    public static readonly PackageFolderContent Empty = new([], []);
}

/// <summary>Reads a folder of packages without starting the interpreter. What cannot be read is left out.</summary>
public delegate PackageFolderContent PackageReader(string folder);

/// <summary>
/// The packages of an interpreter, read from its folders on first use and again when one of them has changed.
/// </summary>
/// <param name="folders">On the host, in the order in which they are searched.</param>
public sealed class PackageList(ImmutableArray<string> folders, PackageReader read)
{
    public static readonly PackageList None = new([], static _ => PackageFolderContent.Empty);

    private Listing? _listing;

    /// <summary>Requested ones first, then by name.</summary>
    public ImmutableArray<Package> All => Current().Packages;

    /// <summary>The names of the modules that the packages contain.</summary>
    public ImmutableArray<string> Modules => Current().Modules;

    private Listing Current()
    {
        ImmutableArray<DateTime> changed = [.. folders.Select(Directory.GetLastWriteTimeUtc)];
        if (Volatile.Read(ref _listing) is { } known && known.Changed.SequenceEqual(changed))
        {
            return known;
        }

        var contents = folders.Select(folder => read(folder)).ToList();
        var listing = new Listing(
            changed,
            [
                .. contents.SelectMany(static content => content.Packages)
                    .DistinctBy(static package => package.Name, StringComparer.OrdinalIgnoreCase)
                    .OrderByDescending(static package => package.IsRequested)
                    .ThenBy(static package => package.Name, StringComparer.OrdinalIgnoreCase),
            ],
            [.. contents.SelectMany(static content => content.Modules).Distinct(StringComparer.Ordinal)]);
        Volatile.Write(ref _listing, listing);
        return listing;
    }

    private sealed record Listing(ImmutableArray<DateTime> Changed, ImmutableArray<Package> Packages, ImmutableArray<string> Modules);
}
