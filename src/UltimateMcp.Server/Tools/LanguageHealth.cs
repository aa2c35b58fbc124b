using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Server.Tools;

/// <summary>What <c>health</c> says about a language.</summary>
/// <param name="Path">The interpreter, or a link of an environment to it.</param>
/// <param name="Filesystem">What its programs see, if that is more than the base file system.</param>
/// <param name="Why">Why it is not available, and what to do.</param>
internal sealed record LanguageHealth(
    string Name, bool Available, string? Version = null, string? Path = null, string? Filesystem = null, string? Why = null)
{
    internal const int MaximumPackages = 60;

    /// <summary>Name and version of the packages that programs can import; requested ones first.</summary>
    public ImmutableArray<string>? Packages { get; init; }

    /// <summary>How many there are, if that is more than are listed.</summary>
    public int? PackageCount { get; init; }

    /// <summary>Interpreters that come earlier on PATH, and why they are not used.</summary>
    public ImmutableArray<string>? PassedOver { get; init; }

    /// <summary>Null if there are none.</summary>
    public WarmImportsHealth? WarmImports { get; init; }

    /// <summary>Null until it is looked for.</summary>
    public LinterHealth? Linter { get; init; }

    /// <summary>
    /// A setting names an interpreter that cannot be used, or isolation of its programs could not be proved. A language
    /// that is only not installed is no fault.
    /// </summary>
    [JsonIgnore]
    public bool IsFaulty { get; init; }

    [JsonIgnore]
    public IReadOnlyDictionary<string, string>? Limits { get; init; }

    public static LanguageHealth Of(Language language, Toolchain toolchain, IsolationStatus status)
    {
        var packages = toolchain.Packages.All;
        var showsMore = !ReadOnlyBind.NamesOf(toolchain.Binds).IsEmpty;
        return new LanguageHealth(language.Name, true, toolchain.VersionText, toolchain.Executable, showsMore ? status.Filesystem : null)
        {
            Packages = packages.IsEmpty ? null : [.. packages.Take(MaximumPackages).Select(static package => package.ToString())],
            PackageCount = packages.Length > MaximumPackages ? packages.Length : null,
            PassedOver = toolchain.PassedOver.IsEmpty ? null : toolchain.PassedOver,
            Limits = status.DescribeLimits(),
        };
    }

    public string ToText()
    {
        var text = new StringBuilder(Version is null ? Name : $"{Name}: {Version} ({Path})");
        if (!Available)
        {
            return AppendLinter(text.Append(": unavailable: ").Append(Why)).ToString();
        }

        text.Append(Filesystem is { } filesystem ? $", filesystem {filesystem}" : "");
        text.Append(WarmImports?.ToText());
        if (PassedOver is { } passedOver)
        {
            text.Append("\n  not used: ").AppendJoin("; ", passedOver);
        }

        AppendLinter(text);

        if (Packages is { } packages)
        {
            text.Append("\n  packages: ").AppendJoin(", ", packages);
            text.Append(PackageCount is { } count ? $" and {count - packages.Length} more" : "");
        }

        return text.ToString();
    }

    private StringBuilder AppendLinter(StringBuilder text) => Linter is null ? text : text.Append("\n  linter: ").Append(Linter.ToText());
}
